using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Markets;

/// <summary>The market channel: every listing's feed, found by listing, token or condition.</summary>
internal sealed class MarketChannel
{
    private readonly SimulatorOptions _options;
    private readonly List<MarketFeed> _feeds = [];
    private readonly Dictionary<string, (MarketFeed Feed, Outcome Outcome)> _byToken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MarketFeed> _byCondition = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<MarketConnection> _connections = [];

    public MarketChannel(SimulatorOptions options, FrameQueue queue, FrameTiming timing)
    {
        _options = options;
        Queue = queue;
        Timing = timing;
    }

    public FrameQueue Queue { get; }

    public FrameTiming Timing { get; }

    /// <summary>In the order of listing.</summary>
    public IReadOnlyList<MarketFeed> Feeds => _feeds;

    public MarketFeed Feed(ListingId listing) => _feeds[listing.Slot];

    public bool TryFindToken(string token, out MarketFeed feed, out Outcome outcome)
    {
        var found = _byToken.TryGetValue(token, out var entry);
        (feed, outcome) = entry;
        return found;
    }

    public MarketFeed? FindCondition(string conditionId) => _byCondition.GetValueOrDefault(conditionId);

    /// <summary>Makes the feed before the first level changes; tells connections that asked for the extra events.</summary>
    /// <exception cref="ArgumentException">A market of position ids whose tokens are none.</exception>
    public void Listed(Timestamp at, Listing listing)
    {
        if (listing.Spec.Version == MarketVersion.PositionIds && !(PositionIds.HasLayout(listing.Spec.UpTokenId) && PositionIds.HasLayout(listing.Spec.DownTokenId)))
        {
            throw new ArgumentException($"{listing.Spec.Slug} is a market of position ids, its tokens are none.", nameof(listing));
        }

        var feed = new MarketFeed(listing, _options.BookHashEvery, Queue, Timing);
        ArgumentOutOfRangeException.ThrowIfNotEqual(listing.Id.Slot, _feeds.Count);
        _feeds.Add(feed);
        _byToken[listing.Spec.UpTokenId] = (feed, Outcome.Up);
        _byToken[listing.Spec.DownTokenId] = (feed, Outcome.Down);
        _byCondition[listing.Spec.ConditionId] = feed;
        var frame = Queue.Rent();
        WindowFrames.NewMarket(frame, at, listing);
        for (var index = _connections.Count - 1; index >= 0; index--)
        {
            if (_connections[index].CustomFeatures)
            {
                Queue.Enqueue(_connections[index], frame, Timing.InOrder(at));
            }
        }

        Queue.Release(frame);
    }

    public MarketConnection Connect(IFrameSink sink)
    {
        var connection = new MarketConnection(this, sink);
        _connections.Add(connection);
        return connection;
    }

    public void Forget(MarketConnection connection) => _connections.Remove(connection);
}
