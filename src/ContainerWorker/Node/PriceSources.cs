using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Prices;
using PolyCloud.Polymarket.Prices.Exchanges;
using PolyCloud.Polymarket.Prices.Rtds;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>
/// Every source of prices of the underlying: the settlement oracle by the venue's price socket, by the legacy one where that is
/// silent, and two exchanges for fast moves.
/// </summary>
internal sealed class PriceSources
{
    private readonly PriceFailover _failover;
    private readonly PolyBoltSession _polyBolt;
    private readonly RtdsSession _rtds;
    private readonly FastPriceSession[] _exchanges;

    public PriceSources(string asset, ApiCredential credential, EngineDriver driver, INodeObserver observer, DeterministicRandom random)
    {
        Oracle = new PriceFeed(driver, observer);
        _failover = new PriceFailover(new PriceFailoverOptions(), [asset], Oracle, wanted => _rtds!.Want(wanted));
        _polyBolt = new PolyBoltSession(new PolyBoltSessionOptions { Assets = [asset] }, credential, _failover.First, random.Fork(3));
        _rtds = new RtdsSession(new RtdsSessionOptions { Assets = [asset] }, _failover.Second, random.Fork(4));
        var fast = new FastPriceFeed(driver, observer);
        var options = new FastPriceSessionOptions { Assets = [asset] };
        _exchanges = [new FastPriceSession(new BinanceWire(), options, fast, random.Fork(5)), new FastPriceSession(new CoinbaseWire(), options, fast, random.Fork(6))];
        Sessions = [_polyBolt, _rtds, .. _exchanges];
    }

    /// <summary>To be driven by the host.</summary>
    public IReadOnlyList<ISocketSession> Sessions { get; }

    /// <summary>What the engine hears of the settlement oracle.</summary>
    public PriceFeed Oracle { get; }

    /// <summary>The legacy price socket leads, or is being asked for.</summary>
    public bool IsOnFallback => _failover.IsOnSecond;

    public long Frames => _polyBolt.Frames + _rtds.Frames + _exchanges.Sum(exchange => exchange.Frames);

    public long FramesSkipped => _polyBolt.Faults.Total + _rtds.Faults.Total + _exchanges.Sum(exchange => exchange.Faults.Total);

    /// <summary>Messages of the price socket that the venue left out or that were missing from its count.</summary>
    public long MessagesMissed => _polyBolt.Dropped + _polyBolt.SequenceGaps;

    public Timestamp NextDeadline => _failover.NextDeadline;

    public void Start(Timestamp now) => _failover.Start(now);

    public void Tick(Timestamp now)
    {
        if (_failover.NextDeadline <= now)
        {
            _failover.Tick(now);
        }
    }
}
