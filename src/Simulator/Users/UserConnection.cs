using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Users;

/// <summary>A connection to <c>/ws/user</c>: authenticates in its first message, may narrow itself to some markets.</summary>
internal sealed class UserConnection : VenueConnection
{
    // Several days of windows; a client that names more gets the events of the first ones.
    private const int MarketsMaximum = 1000;

    private readonly UserChannel _channel;
    private readonly HashSet<string> _markets = new(StringComparer.OrdinalIgnoreCase);
    private ApiCredential? _credential;
    private bool _allMarkets;

    public UserConnection(UserChannel channel, IFrameSink sink)
        : base(sink) => _channel = channel;

    public bool Wants(string conditionId) => _credential is { IsRevoked: false } && (_allMarkets || _markets.Contains(conditionId));

    public override void Receive(Timestamp now, ReadOnlySpan<byte> message)
    {
        if (message.SequenceEqual("PING"u8))
        {
            _channel.Reply(now, this, "PONG"u8);
        }
        else if (!JsonInput.Read(message, Apply))
        {
            MalformedMessages++;
        }
    }

    protected override void Forget()
    {
        if (_credential is { } credential)
        {
            _channel.Remove(this, credential.Id);
        }
    }

    private bool Apply(JsonElement root)
    {
        var markets = root.Member("markets")?.Texts();
        switch (root.Text("operation"))
        {
            case "subscribe" when _credential is not null && markets is not null:
                Narrow(markets);
                return true;
            case "unsubscribe" when _credential is not null && markets is not null:
                _markets.ExceptWith(markets);
                return true;
            case null when string.Equals(root.Text("type"), "user", StringComparison.OrdinalIgnoreCase):
                Authenticate(root, markets);
                return true;
            default:
                return false;
        }
    }

    private void Authenticate(JsonElement root, List<string>? markets)
    {
        var credential = _channel.Authenticator.AuthenticateSocket(root.Member("auth"));
        if (credential is null)
        {
            Disconnect(CloseCodes.PolicyViolation);
            return;
        }

        if (_credential is null)
        {
            _credential = credential;
            _channel.Add(this, credential.Id);
        }

        _allMarkets = markets is null or { Count: 0 };
        Narrow(markets ?? []);
    }

    private void Narrow(List<string> markets)
    {
        foreach (var market in markets)
        {
            if (_markets.Count < MarketsMaximum)
            {
                _markets.Add(market);
            }
        }
    }
}
