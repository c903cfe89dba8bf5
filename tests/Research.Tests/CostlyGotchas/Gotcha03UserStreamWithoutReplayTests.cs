using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Tests.InProcess;

namespace PolyCloud.Research.Tests.CostlyGotchas;

/// <summary>The user socket replays nothing: what was missed is asked from REST before anything is quoted again.</summary>
public sealed class Gotcha03UserStreamWithoutReplayTests : IDisposable
{
    private readonly NodeWorld _world = new();

    public void Dispose() => _world.Dispose();

    private HashSet<Guid> TradesAtVenue => [.. _world.Venue.Exchange.Trades(_world.Account).Select(trade => trade.Id)];

    private HashSet<Guid> TradesKnown => [.. _world.Seen.Fills.Select(fill => fill.Trade)];

    [Fact]
    public void After_a_loss_nothing_is_sent_until_orders_and_trades_have_been_asked()
    {
        var node = _world.Node();
        Assert.True(_world.RunUntil(node, NodeWorld.FirstOpens + Duration.FromSeconds(180), () => node.Driver.Engine.LiveOrders().Any(order => order.State == OrderState.Live)));
        _world.World.Loses = (socket, _) => socket == "user";
        Assert.True(_world.ContinueUntil(node, _world.World.Now + Duration.FromSeconds(32), () => !node.Feeds.User));

        _world.World.Loses = (_, _) => false;
        var signed = _world.Seen.Signed.Count;
        Assert.True(_world.ContinueUntil(node, _world.World.Now + Duration.FromSeconds(5), () => node.Feeds.User));
        Assert.False(node.Feeds.Reconciliation);
        Assert.Equal(signed, _world.Seen.Signed.Count);

        var asked = new List<string>();
        _world.World.FateOf = call =>
        {
            asked.Add(call.Method + " " + call.PathAndQuery.Split('?')[0]);
            return Research.InProcess.CallFate.Answered;
        };
        Assert.True(_world.ContinueUntil(node, _world.World.Now + Duration.FromSeconds(5), () => node.Feeds.Reconciliation));
        Assert.DoesNotContain("POST /order", asked[..(asked.IndexOf("GET /data/trades") + 1)]);
        Assert.Contains("GET /data/trades", asked);
        Assert.Superset(TradesAtVenue, TradesKnown);
    }

    [Fact]
    public void What_is_asked_and_what_is_streamed_is_told_once_for_each_status()
    {
        var node = _world.Node();
        var losses = 0;
        _world.World.Loses = (socket, frame) => socket == "user" && !frame.SequenceEqual("PONG"u8) && losses++ % 2 == 0;
        _world.RunToEnd(node);
        var told = _world.Seen.Fills.Select(fill => (fill.Trade, fill.Intent, fill.Status)).ToList();
        Assert.True(losses > 0, "the seed must trade");
        Assert.Equal(told.Count, told.Distinct().Count());
        Assert.Equal(TradesAtVenue, TradesKnown);
        Assert.Equal(0, node.Driver.Engine.Totals.InvariantBreaches);
    }
}
