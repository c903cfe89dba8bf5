using System.Text;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Research.Tests.InProcess;

namespace PolyCloud.Research.Tests.CostlyGotchas;

/// <summary>The grid changes in mid-window: the books of the old one are dropped until the snapshots of a new subscription.</summary>
public sealed class Gotcha14TickSizeChangeTests : IDisposable
{
    private readonly NodeWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_new_grid_drops_both_books_until_the_snapshots_of_a_new_subscription()
    {
        var node = _world.Node();
        _ = _world.RunUntil(node, NodeWorld.FirstOpens + Duration.FromSeconds(20), () => false);
        MarketView View() => node.Driver.Engine.View(new MarketId(0));
        bool HasBooks() => View() is { Up: { BestBid: not null, BestAsk: not null }, Down: { BestBid: not null, BestAsk: not null } };
        Assert.True(HasBooks());
        var (epoch, spec) = (View().UpBookEpoch, View().Spec);
        var frame = $$"""{"market":"{{spec.ConditionId}}","asset_id":"{{spec.UpTokenId}}","old_tick_size":"0.01","new_tick_size":"0.001","timestamp":"{{_world.World.Now.Milliseconds}}","event_type":"tick_size_change"}""";
        var market = node.Sockets[0].Session;
        market.Received(_world.World.Now, Encoding.UTF8.GetBytes(frame), new SocketCommands());
        Assert.Equal((null, null, null), (View().Up.BestBid, View().Up.BestAsk, View().Down.BestBid));
        Assert.Equal((epoch + 1, epoch + 1), (View().UpBookEpoch, View().DownBookEpoch));

        // The other token's event of the same change drops nothing more.
        market.Received(_world.World.Now, Encoding.UTF8.GetBytes(frame.Replace(spec.UpTokenId, spec.DownTokenId, StringComparison.Ordinal)), new SocketCommands());
        Assert.Equal(epoch + 1, View().UpBookEpoch);
        Assert.True(_world.ContinueUntil(node, _world.World.Now + Duration.FromSeconds(1), HasBooks));
        Assert.Equal(0, node.BookQuarantines);
    }
}
