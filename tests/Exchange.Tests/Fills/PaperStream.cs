using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Fills;
using PolyCloud.Exchange.Fills.Latency;
using PolyCloud.Exchange.Fills.Queues;
using PolyCloud.Exchange.Flow.Generated;

namespace PolyCloud.Exchange.Tests.Fills;

/// <summary>A paper exchange with one market, driven by hand: no latency unless asked for.</summary>
public sealed class PaperStream
{
    private readonly PaperExchange _exchange;
    private readonly Dictionary<long, long> _filled = [];

    public PaperStream(FillAssumption assumption, IQueueModel? queue = null, ILatencyModel? latency = null)
    {
        _exchange = new PaperExchange(new PaperOptions
        {
            Assumption = assumption,
            Queue = queue ?? new CancelsFromBehind(),
            Latency = latency ?? new ConstantLatency(Duration.Zero, Duration.Zero),
        });
        _exchange.Add(Market, RollingWindows.Spec(Timestamp.FromSeconds(1_773_307_200), SettlementRule.Spot), takerDelay: true);
    }

    public static MarketId Market => new(0);

    public Timestamp Now { get; private set; } = Timestamp.FromSeconds(1_773_307_200);

    public List<PaperReport> Reports { get; } = [];

    /// <summary>Shares filled of an order so far, in whole shares.</summary>
    public double Filled(long intent) => _filled.GetValueOrDefault(intent) / (double)Size.Scale;

    public OrderReport? Last(long intent) => Reports.Where(report => report.Kind == PaperReportKind.Order && report.Order.Intent.Number == intent).Select(report => (OrderReport?)report.Order).LastOrDefault();

    /// <summary>Prices in cents, sizes in shares, bids and asks of Up.</summary>
    public PaperStream Book((int Cents, int Shares)[] bids, (int Cents, int Shares)[] asks)
    {
        _exchange.OnBookSnapshot(Now, Market, Outcome.Up, [.. bids.Select(Level)], [.. asks.Select(Level)]);
        return Collect();
    }

    public PaperStream SetLevel(Side side, int cents, int shares)
    {
        _exchange.OnBookDeltas(Now, Market, [new BookDelta(Outcome.Up, side, Price.Cents(cents), Size.Shares(shares))]);
        return Collect();
    }

    public PaperStream Print(Side taker, int cents, int shares)
    {
        _exchange.OnTrade(Now, Market, new TradePrint(Outcome.Up, taker, Price.Cents(cents), Size.Shares(shares), Now));
        return Collect();
    }

    public PaperStream Place(long intent, Side side, int cents, int shares, OrderType type = OrderType.Gtc, bool postOnly = true)
    {
        _exchange.Submit(Now, new Effect
        {
            Kind = EffectKind.Place, Intent = new IntentId(intent), Market = Market, Side = side, Price = Price.Cents(cents),
            Size = Size.Shares(shares), Type = type, PostOnly = postOnly,
        });
        return Collect();
    }

    public PaperStream Cancel(long intent)
    {
        _exchange.Submit(Now, new Effect { Kind = EffectKind.Cancel, Intent = new IntentId(intent), Market = Market });
        return Collect();
    }

    public PaperStream Pass(long milliseconds)
    {
        Now += Duration.FromMilliseconds(milliseconds);
        return Collect();
    }

    private PaperStream Collect()
    {
        _exchange.AdvanceTo(Now);
        while (_exchange.TryTake(Now, out var report))
        {
            Reports.Add(report);
            if (report.Kind == PaperReportKind.Fill && report.Fill.Status == FillStatus.Matched)
            {
                _filled[report.Fill.Intent.Number] = _filled.GetValueOrDefault(report.Fill.Intent.Number) + report.Fill.Size.Units;
            }
        }

        return this;
    }

    private static BookLevel Level((int Cents, int Shares) level) => new(Price.Cents(level.Cents), Size.Shares(level.Shares));
}
