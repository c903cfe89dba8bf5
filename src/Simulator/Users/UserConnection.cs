using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Delivery;

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

    /// <summary>Ends the connection where nobody has authenticated on it.</summary>
    public void CloseWhereIdle()
    {
        if (_credential is null)
        {
            Disconnect(CloseCodes.Normal);
        }
    }

    public override void Receive(Timestamp now, ReadOnlySpan<byte> message)
    {
        if (message.SequenceEqual("PING"u8))
        {
            _channel.Reply(now, this, "PONG"u8);
        }
        else if (UserMessage.Parse(message) is not { } parsed || !TryApply(parsed))
        {
            MalformedMessages++;
        }
    }

    protected override void Forget()
    {
        if (_credential is { } credential)
        {
            _channel.Remove(this, credential.Id);
            _credential = null;
        }
    }

    private bool TryApply(UserMessage message)
    {
        switch (message.Request)
        {
            case UserRequest.Authenticate:
                Authenticate(message);
                return true;
            case UserRequest.Subscribe when _credential is not null:
                Narrow(message.Markets!);
                return true;
            case UserRequest.Unsubscribe when _credential is not null:
                _markets.ExceptWith(message.Markets!);
                return true;
            default:
                return false;
        }
    }

    private void Authenticate(UserMessage message)
    {
        var credential = _channel.Authenticator.AuthenticateSocket(message.Credential);
        if (credential is null)
        {
            Disconnect(CloseCodes.PolicyViolation);
            return;
        }

        Forget();
        _credential = credential;
        _channel.Add(this, credential.Id);

        _allMarkets = message.Markets is null or { Count: 0 };
        Narrow(message.Markets ?? []);
    }

    private void Narrow(IReadOnlyList<string> markets)
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
