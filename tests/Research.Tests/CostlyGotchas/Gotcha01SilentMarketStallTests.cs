using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Tests.InProcess;

namespace PolyCloud.Research.Tests.CostlyGotchas;

/// <summary>The market socket stays open and answers pings, and no data comes: only the data's absence tells.</summary>
public sealed class Gotcha01SilentMarketStallTests : IDisposable
{
    private readonly NodeWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void A_silent_market_socket_is_replaced_within_ten_seconds_although_it_answers_pings()
    {
        var node = _world.Node();
        var stalls = NodeWorld.FirstOpens + Duration.FromSeconds(20);
        _ = _world.RunUntil(node, stalls, () => false);
        var before = node.Driver.Engine.View(new MarketId(0));
        Assert.NotNull(before.Up.BestBid);
        _world.World.Loses = (socket, frame) => socket == "market" && !frame.SequenceEqual("PONG"u8);
        Assert.True(_world.ContinueUntil(node, stalls + Duration.FromSeconds(10), () => !node.Feeds.Market));
        Assert.Single(_world.Seen.Notes, note => note == (NodeNote.FeedLost, "market: no data while a window is open"));

        // Nobody may take the old books for present ones.
        var during = node.Driver.Engine.View(new MarketId(0));
        Assert.Null(during.Up.BestBid);
        Assert.True(during.UpBookEpoch > before.UpBookEpoch);
        var signed = _world.Seen.Signed.Count;
        _ = _world.ContinueUntil(node, _world.World.Now + Duration.FromSeconds(5), () => false);
        Assert.Equal(signed, _world.Seen.Signed.Count);

        _world.World.Loses = (_, _) => false;
        Assert.True(_world.ContinueUntil(node, _world.World.Now + Duration.FromSeconds(12), () => node.Driver.Engine.View(new MarketId(0)).Up.BestBid is not null));
    }
}
