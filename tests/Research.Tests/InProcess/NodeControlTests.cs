using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Research.InProcess;

namespace PolyCloud.Research.Tests.InProcess;

/// <summary>Flattening, venue errors and remembered risk, by the whole node under virtual time.</summary>
public sealed class NodeControlTests : IDisposable
{
    private readonly NodeWorld _here = new();

    public void Dispose() => _here.Dispose();

    [Fact]
    public void A_flatten_closes_what_is_held_and_opens_nothing_until_a_resume()
    {
        var node = _here.Node();
        Assert.True(_here.RunUntil(node, _here.LastCloses, () => Net(node).IsPositive), "the seed must hold something");
        var closing = _here.World.Now;
        node.FlattenNow(closing);
        Assert.Equal(Reason.ManualFlatten, node.Driver.Engine.RiskState.Flatten);
        Assert.True(_here.ContinueUntil(node, closing + Duration.FromSeconds(60), () => IsFlat(node)), "not flat within a minute");
        _ = _here.World.Continue(closing + Duration.FromSeconds(90));
        Assert.True(IsFlat(node));
        Assert.Equal(0, node.Driver.Engine.Totals.InvariantBreaches);
        Assert.Contains(_here.Seen.Notes, note => note.Note == NodeNote.Flattening);

        node.Resume(_here.World.Now);
        Assert.Equal(Reason.None, node.Driver.Engine.RiskState.Flatten);
    }

    [Fact]
    public void A_venue_that_does_not_answer_stops_opening_for_a_while()
    {
        var node = _here.Node();
        Assert.True(_here.RunUntil(node, _here.LastCloses, () => _here.Seen.Signed.Count > 0));
        _here.World.FateOf = call => call.PathAndQuery.StartsWith("/order", StringComparison.Ordinal) || call.PathAndQuery.StartsWith("/data", StringComparison.Ordinal)
            ? CallFate.NeverArrives
            : CallFate.Answered;
        Assert.True(
            _here.ContinueUntil(node, _here.World.Now + Duration.FromSeconds(120), () => node.Driver.Engine.RiskState.VenuePausedUntil > _here.World.Now), "the breaker must trip");
        _here.World.FateOf = static _ => CallFate.Answered;
        _here.ContinueToEnd();
        Assert.True(node.IsClear);
        Assert.Equal(0, node.Driver.Engine.Totals.InvariantBreaches);
    }

    [Fact]
    public void A_daily_loss_that_was_hit_before_a_restart_still_stops_opening()
    {
        var node = _here.Node();
        node.RestoreRisk(_here.World.Now, node.Driver.Engine.RiskState with { DailyLossHit = true });
        _here.RunToEnd(node);
        Assert.Empty(_here.Seen.Signed);
        Assert.True(node.Driver.Engine.RiskState.DailyLossHit);
    }

    private static Size Net(TradingNode node)
    {
        var net = Size.Zero;
        foreach (var market in node.Driver.Engine.ActiveMarkets)
        {
            var view = node.Driver.Engine.View(market);
            net += (view.Up.Provisional - view.Down.Provisional).Magnitude;
        }

        return net;
    }

    private static bool IsFlat(TradingNode node) => Net(node) < Size.Shares(5) && node.Driver.Engine.LiveOrders().Count == 0;
}
