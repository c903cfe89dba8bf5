using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests;

/// <summary>One engine with one five-minute market, a clock of its own, and a record of all effects.</summary>
internal sealed class EngineHarness
{
    public static readonly Timestamp Opens = Timestamp.FromSeconds(1_773_307_200);

    private readonly EffectBuffer _buffer = new();
    private int _trades;

    public EngineHarness(EngineOptions? options = null, bool ready = true, MarketSpec? spec = null, IReadOnlyList<IStrategy>? strategies = null)
    {
        Engine = new TradingEngine(options ?? new EngineOptions(), strategies);
        Now = Opens - Duration.FromSeconds(60);
        Spec = spec ?? NewSpec(0);
        Market = Do(e => Engine.AddMarket(Now, Spec, e));
        if (ready)
        {
            MakeReady();
        }
    }

    public TradingEngine Engine { get; }

    public Timestamp Now { get; private set; }

    public MarketSpec Spec { get; }

    public MarketId Market { get; }

    /// <summary>All effects so far.</summary>
    public List<Effect> Effects { get; } = [];

    /// <summary>Effects of the last input.</summary>
    public List<Effect> Last { get; } = [];

    public MarketView View => Engine.View(Market);

    public static MarketSpec NewSpec(int number) => new()
    {
        Slug = $"btc-updown-5m-{Opens.Seconds + number}",
        ConditionId = "0x" + number.ToString("x64"),
        UpTokenId = "1" + number,
        DownTokenId = "2" + number,
        Asset = "btc",
        Interval = WindowInterval.FiveMinutes,
        Opens = Opens,
        Closes = Opens + Duration.FromSeconds(300),
        TickSize = TickSize.Cent,
        MinimumOrderSize = Size.Shares(5),
        Fees = FeeSchedule.Crypto,
        Settlement = SettlementRule.TimeWeightedAverage60Seconds,
    };

    /// <summary>All feeds healthy, money there, volatility warm, the window open for a second.</summary>
    public void MakeReady()
    {
        foreach (var feed in Enum.GetValues<Feed>())
        {
            Feed(feed, true);
        }

        Collateral(1_000);
        while (Now < Opens + Duration.FromSeconds(1))
        {
            Oracle(60_000 + (Now.Seconds % 2));
            Now += Duration.FromSeconds(1);
        }

        Oracle(60_000);
    }

    public void Do(Action<EffectBuffer> input) => _ = Do(buffer =>
    {
        input(buffer);
        return 0;
    });

    public T Do<T>(Func<EffectBuffer, T> input)
    {
        _buffer.Clear();
        var result = input(_buffer);
        Last.Clear();
        Last.AddRange(_buffer.Written);
        Effects.AddRange(Last);
        return result;
    }

    public void Feed(Feed feed, bool healthy) => Do(e => Engine.OnFeed(Now, feed, healthy, e));

    public void Mode(VenueMode mode) => Do(e => Engine.OnVenueMode(Now, mode, e));

    public void Collateral(long dollars) => Do(e => Engine.OnCollateral(Now, Money.Dollars(dollars), e));

    public void Oracle(long dollars, OracleSource source = OracleSource.Spot) =>
        Do(e => Engine.OnOracle(Now, "btc", new OracleTick(source, new OraclePrice(dollars * OraclePrice.Scale), Now), e));

    /// <summary>A whole book in Up terms, in cents, mirrored to Down; a size of zero leaves the side out.</summary>
    public void Book(int bidCents, int askCents, long bidShares = 200, long askShares = 100)
    {
        BookLevel[] bids = bidShares > 0 ? [new(Price.Cents(bidCents), Size.Shares(bidShares)), new(Price.Cents(bidCents - 2), Size.Shares(500))] : [];
        BookLevel[] asks = askShares > 0 ? [new(Price.Cents(askCents), Size.Shares(askShares)), new(Price.Cents(askCents + 2), Size.Shares(500))] : [];
        BookLevel[] downBids = [.. asks.Select(level => new BookLevel(level.Price.Complement, level.Size))];
        BookLevel[] downAsks = [.. bids.Select(level => new BookLevel(level.Price.Complement, level.Size))];
        Do(e => Engine.OnBookSnapshot(Now, Market, Outcome.Down, Now, downBids, downAsks, e));
        var first = Last.ToList();
        Do(e => Engine.OnBookSnapshot(Now, Market, Outcome.Up, Now, bids, asks, e));
        Last.InsertRange(0, first);
    }

    public void Trade() =>
        Do(e => Engine.OnTrade(Now, Market, new TradePrint(Outcome.Up, Side.Buy, Price.Cents(50), Size.Shares(5), Now), e));

    /// <summary>A market that quotes: spread of four cents, heavier Up bid, and a trade.</summary>
    public Effect Quote()
    {
        Trade();
        Book(48, 52);
        return Last.Single(effect => effect.Kind == EffectKind.Place);
    }

    /// <summary>Moves the clock as a host would: to each deadline on the way, prices once a second.</summary>
    public void Wait(Duration span, bool feeds = true)
    {
        var until = Now + span;
        while (Now < until)
        {
            var next = Timestamp.Earlier(until, Timestamp.Later(Engine.NextDeadline, Now + new Duration(1)));
            Now = feeds ? Timestamp.Earlier(next, Now + Duration.FromSeconds(1)) : next;
            if (feeds)
            {
                Oracle(60_000 + (Now.Seconds % 2));
            }

            Do(e => Engine.OnClock(Now, e));
        }
    }

    public void WaitUntil(Timestamp moment, bool feeds = true) => Wait(moment - Now, feeds);

    public void Report(IntentId intent, OrderReportKind kind, Reason reason = Reason.None, Size matched = default) =>
        Do(e => Engine.OnOrderReport(Now, new OrderReport(intent, kind, matched, reason), e));

    /// <summary>A maker fill of one of our orders at its own price.</summary>
    public Fill FillOf(in Effect order, Size? size = null, FillStatus status = FillStatus.Matched, Price? price = null, Money fee = default)
    {
        var shares = size ?? order.Size;
        var at = price ?? order.Price;
        return new Fill
        {
            Trade = TradeId(++_trades),
            Intent = order.Intent,
            Market = Market,
            Outcome = order.Outcome,
            Side = order.Side,
            Price = at,
            Size = shares,
            Amount = Money.Notional(at, shares, Rounding.Nearest),
            Fee = fee,
            IsMaker = order.PostOnly,
            Status = status,
            VenueTime = Now,
        };
    }

    public static Guid TradeId(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Fill Fill(in Effect order, Size? size = null, FillStatus status = FillStatus.Confirmed, Price? price = null, Money fee = default)
    {
        var fill = FillOf(order, size, status, price, fee);
        Fill(fill);
        return fill;
    }

    public void Fill(Fill fill) => Do(e => Engine.OnFill(Now, fill, e));

    /// <summary>An entry that is acknowledged and wholly filled; the exit, if any, is among the last effects.</summary>
    public Effect Enter(FillStatus status = FillStatus.Confirmed)
    {
        var entry = Quote();
        Report(entry.Intent, OrderReportKind.Live);
        Fill(entry, status: status);
        return entry;
    }

    public void Settle(Outcome winner) => Do(e => Engine.OnResolution(Now, Market, winner, e));

    public IEnumerable<Effect> Placed() => Effects.Where(effect => effect.Kind == EffectKind.Place);

    public Effect LastPlaced() => Placed().Last();

    public IEnumerable<Effect> Cancelled() => Effects.Where(effect => effect.Kind == EffectKind.Cancel);

    public bool HasLast(EffectKind kind) => Last.Any(effect => effect.Kind == kind);
}
