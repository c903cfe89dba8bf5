using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Research.InProcess;
using PolyCloud.Research.Tests.InProcess;

namespace PolyCloud.Research.Tests.CostlyGotchas;

/// <summary>Missed heartbeats cancel everything at the venue within 15 seconds: the worker must know, stop, and compare before it goes on.</summary>
public sealed class Gotcha11HeartbeatTests : IDisposable
{
    private readonly NodeWorld _world = new();

    public void Dispose() => _world.Dispose();

    private bool IsBeat(Polymarket.Http.HttpCall call) => call.PathAndQuery.Contains("heartbeat", StringComparison.Ordinal);

    [Fact]
    public void Lost_heartbeats_clear_the_venue_and_stop_quoting_until_they_are_back_and_compared()
    {
        var node = _world.Node();
        Assert.True(_world.RunUntil(node, NodeWorld.FirstOpens + Duration.FromSeconds(180), () => node.Driver.Engine.LiveOrders().Any(order => order.State == OrderState.Live)));
        _world.World.FateOf = call => IsBeat(call) ? CallFate.NeverArrives : CallFate.Answered;
        var lostAt = _world.World.Now;
        Assert.True(_world.ContinueUntil(node, lostAt + Duration.FromSeconds(8), () => !node.Feeds.Heartbeat), "the miss was not noticed in time");
        var signed = _world.Seen.Signed.Count;
        Assert.True(_world.ContinueUntil(node, lostAt + Duration.FromSeconds(16), () => _world.OpenOrders(0) == 0));
        _ = _world.ContinueUntil(node, lostAt + Duration.FromSeconds(40), () => false);
        Assert.Equal(signed, _world.Seen.Signed.Count);
        Assert.Equal(0, _world.OpenOrders(0));

        _world.World.FateOf = static _ => CallFate.Answered;
        Assert.True(_world.ContinueUntil(node, _world.World.Now + Duration.FromSeconds(15), () => node.Feeds.Heartbeat));
        Assert.False(node.Feeds.Reconciliation);
        Assert.Equal(signed, _world.Seen.Signed.Count);
        Assert.True(_world.ContinueUntil(node, _world.World.Now + Duration.FromSeconds(5), () => node.Feeds.Reconciliation));
        Assert.Equal(0, node.Driver.Engine.Totals.InvariantBreaches);
    }

    [Fact]
    public void While_they_flow_they_come_every_five_seconds()
    {
        var node = _world.Node();
        var beats = new List<Timestamp>();
        _world.World.FateOf = call =>
        {
            if (IsBeat(call))
            {
                beats.Add(_world.World.Now);
            }

            return CallFate.Answered;
        };
        _ = _world.RunUntil(node, _world.World.Now + Duration.FromSeconds(61), () => false);
        Assert.InRange(beats.Count, 12, 14);
        Assert.All(beats.Zip(beats.Skip(1)), pair => Assert.True(pair.Second - pair.First <= Duration.FromSeconds(5)));
    }
}
