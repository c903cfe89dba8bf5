using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.User;

namespace PolyCloud.Polymarket.Tests.User;

public sealed class UserSessionTests
{
    private static readonly ApiCredential Credential = new("key-1", "c2VjcmV0", "phrase");

    private readonly UserEventLog _log = new();
    private readonly SocketCommands _commands = new();
    private Timestamp _now = Timestamp.FromSeconds(1000);

    private UserSession Connected(UserSessionOptions options)
    {
        var session = new UserSession(options, Credential, _log, new DeterministicRandom(9));
        session.Start(_now, _commands);
        Assert.Equal(SocketCommandKind.Connect, _commands.Kind(0));
        _commands.Clear();
        session.Opened(_now, _commands);
        return session;
    }

    private string Sent() => Encoding.UTF8.GetString(_commands.Message(0).Span);

    [Fact]
    public void It_authenticates_in_its_first_frame_and_hears_of_every_market()
    {
        Connected(new UserSessionOptions());
        Assert.Equal("{\"auth\":{\"apiKey\":\"key-1\",\"secret\":\"c2VjcmV0\",\"passphrase\":\"phrase\"},\"type\":\"user\"}", Sent());
        Assert.Equal(["connected"], _log.Lines);
    }

    [Fact]
    public void It_can_be_narrowed_to_some_markets()
    {
        Connected(new UserSessionOptions { ConditionIds = ["0x1", "0x2"] });
        Assert.EndsWith("\"type\":\"user\",\"markets\":[\"0x1\",\"0x2\"]}", Sent(), StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_is_no_loss_but_missing_pongs_are()
    {
        var session = Connected(new UserSessionOptions());
        var pings = 0;
        for (var second = 0; second < 60; second++)
        {
            _now += Duration.FromSeconds(1);
            _commands.Clear();
            if (session.NextDeadline <= _now)
            {
                session.Tick(_now, _commands);
                pings += _commands.Count;
                session.Received(_now, "PONG"u8, _commands);
            }
        }

        Assert.Equal(6, pings);
        Assert.True(session.IsConnected);
        for (var second = 0; second < 31; second++)
        {
            _now += Duration.FromSeconds(1);
            session.Tick(_now, _commands);
        }

        Assert.False(session.IsConnected);
        Assert.Equal(["connected", "lost: no pong"], _log.Lines);
        session.Closed(_now, 0, _commands);
        Assert.Equal(2, _log.Lines.Count);
    }

    [Fact]
    public void A_lost_connection_is_told_at_once_and_the_fresh_one_when_it_is_subscribed()
    {
        var session = Connected(new UserSessionOptions());
        session.Closed(_now, 0, _commands);
        session.Tick(session.NextDeadline, _commands);
        session.Opened(_now, _commands);
        Assert.Equal(["connected", "lost: the connection was closed", "connected"], _log.Lines);
    }
}
