using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Reconnects;

namespace PolyCloud.Polymarket.Tests.Reconnects;

public sealed class KeepaliveTests
{
    private static readonly Timestamp Opened = Timestamp.FromSeconds(1000);

    private readonly Keepalive _keepalive = new(Duration.FromSeconds(10), Duration.FromSeconds(30));

    [Fact]
    public void A_ping_is_due_once_an_interval()
    {
        _keepalive.Opened(Opened);
        Assert.Equal(Opened + Duration.FromSeconds(10), _keepalive.NextDeadline);
        Assert.False(_keepalive.TakePing(Opened + Duration.FromSeconds(9)));
        Assert.True(_keepalive.TakePing(Opened + Duration.FromSeconds(10)));
        Assert.False(_keepalive.TakePing(Opened + Duration.FromSeconds(10)));
    }

    [Fact]
    public void A_pong_postpones_the_death_of_the_connection()
    {
        _keepalive.Opened(Opened);
        Assert.True(_keepalive.IsDead(Opened + Duration.FromSeconds(30)));
        _keepalive.PongReceived(Opened + Duration.FromSeconds(25));
        Assert.False(_keepalive.IsDead(Opened + Duration.FromSeconds(54)));
        Assert.True(_keepalive.IsDead(Opened + Duration.FromSeconds(55)));
    }

    [Fact]
    public void A_closed_connection_has_no_deadline()
    {
        _keepalive.Opened(Opened);
        _keepalive.Closed();
        Assert.True(_keepalive.NextDeadline.IsNever);
    }
}
