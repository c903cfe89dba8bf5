using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Tests.InProcess;

public sealed class PriceSourceTests : IDisposable
{
    private readonly NodeWorld _world = new();

    public void Dispose() => _world.Dispose();

    private IEnumerable<string> Notes(NodeNote note) => _world.Seen.Notes.Where(seen => seen.Note == note).Select(seen => seen.Detail);

    /// <summary>These sockets stay open, but nothing comes on them.</summary>
    private void Silence(params string[] sockets) => _world.World.Loses = (name, _) => sockets.Contains(name);

    [Fact]
    public void A_silent_price_socket_is_replaced_by_the_legacy_one_and_leads_again_when_it_speaks()
    {
        var node = _world.Node();

        // The average needs a minute of observations, and a socket with a silent stream is not healthy.
        _ = _world.RunUntil(node, NodeWorld.FirstOpens, () => false);
        Assert.True(node.Feeds.Oracle);
        var began = _world.World.Now;
        Silence("price");
        Assert.True(_world.ContinueUntil(node, began + Duration.FromSeconds(6), () => node.IsOnFallbackPrices));
        Assert.True(_world.ContinueUntil(node, began + Duration.FromSeconds(8), () => node.Feeds.Oracle), "the legacy socket did not take over");
        Assert.Contains("price: the first source is silent", Notes(NodeNote.FeedLost));

        Silence();
        Assert.True(_world.ContinueUntil(node, began + Duration.FromSeconds(60), () => !node.IsOnFallbackPrices));
        Assert.True(node.Feeds.Oracle);
    }

    [Fact]
    public void With_both_oracle_sockets_silent_the_oracle_is_down_and_nothing_is_opened()
    {
        var node = _world.Node();
        Assert.True(_world.RunUntil(node, NodeWorld.FirstOpens, () => node.Feeds.Oracle));
        Silence("price", "rtds");
        var silentFrom = _world.World.Now + Duration.FromSeconds(10);
        _ = _world.ContinueUntil(node, silentFrom, () => false);
        Assert.False(node.Feeds.Oracle);
        var signed = _world.Seen.Signed.Count;
        _ = _world.ContinueUntil(node, silentFrom + Duration.FromSeconds(120), () => false);
        Assert.Equal(signed, _world.Seen.Signed.Count);
    }

    [Fact]
    public void A_silent_exchange_is_left_for_a_fresh_connection_and_the_other_goes_on()
    {
        var node = _world.Node();
        Assert.True(_world.RunUntil(node, NodeWorld.FirstOpens, () => Notes(NodeNote.FeedBack).Contains("Binance") && Notes(NodeNote.FeedBack).Contains("Coinbase")));
        Silence("binance");
        Assert.True(_world.ContinueUntil(node, _world.World.Now + Duration.FromSeconds(7), () => Notes(NodeNote.FeedLost).Contains("Binance: no price came")));
        Silence();
        Assert.True(_world.ContinueUntil(node, _world.World.Now + Duration.FromSeconds(40), () => Notes(NodeNote.FeedBack).Count(detail => detail == "Binance") == 2));
        Assert.DoesNotContain(Notes(NodeNote.FeedLost), detail => detail.StartsWith("Coinbase", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_runs_of_one_seed_hear_every_source_alike()
    {
        var first = Trace(21);
        Assert.Contains("FeedBack Binance", first);
        Assert.Contains("FeedBack Coinbase", first);
        Assert.Contains("FeedLost price: the first source is silent", first);
        Assert.Equal(first, Trace(21));
        Assert.NotEqual(first, Trace(22));
    }

    /// <summary>A window in the middle of which the price socket falls silent for a while: everything that was told and signed.</summary>
    private static List<string> Trace(ulong seed)
    {
        using var world = new NodeWorld(seed);
        var node = world.Node();
        world.World.Loses = (name, _) => name == "price" && world.World.Now > NodeWorld.FirstOpens + Duration.FromSeconds(60)
            && world.World.Now < NodeWorld.FirstOpens + Duration.FromSeconds(100);
        world.RunToEnd(node);
        return
        [
            .. world.Seen.Notes.Select(note => $"{note.Note} {note.Detail}"),
            .. world.Seen.Signed.Select(intent => intent.Hash.ToString()),
            $"frames {node.FramesProcessed}, skipped {node.FramesSkipped}, missed {node.PriceMessagesMissed}",
        ];
    }
}
