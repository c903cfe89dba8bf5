using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Strategies.NegativeRisk;

/// <summary>One engine with the markets of one event, all feeds healthy, the windows open.</summary>
internal sealed class EventHarness
{
    private readonly EngineHarness _first;
    private readonly List<MarketId> _markets = [];
    private int _trades;

    public EventHarness(int outcomes, IStrategy strategy, int? told = null, EngineOptions? options = null, SettlementRule settlement = SettlementRule.Spot)
    {
        var membership = new EventMembership("who-wins", told ?? outcomes);
        _first = new EngineHarness(options, spec: Spec(0, membership, settlement), strategies: [strategy], ready: false);
        _markets.Add(_first.Market);
        for (var number = 1; number < outcomes; number++)
        {
            _markets.Add(_first.Do(e => Engine.AddMarket(_first.Now, Spec(number, membership, settlement), e)));
        }

        _first.MakeReady();
    }

    public TradingEngine Engine => _first.Engine;

    public EngineHarness First => _first;

    public IReadOnlyList<MarketId> Markets => _markets;

    public IReadOnlyList<Effect> Effects => _first.Effects;

    public List<Effect> Placed => [.. _first.Placed()];

    public void Book(int place, int bidCents, int askCents, long shares = 100)
    {
        BookLevel bid = new(Price.Cents(bidCents), Size.Shares(shares));
        BookLevel ask = new(Price.Cents(askCents), Size.Shares(shares));
        _first.Do(e => Engine.OnBookSnapshot(
            _first.Now, _markets[place], Outcome.Down, _first.Now, [new(ask.Price.Complement, ask.Size)], [new(bid.Price.Complement, bid.Size)], e));
        _first.Do(e => Engine.OnBookSnapshot(_first.Now, _markets[place], Outcome.Up, _first.Now, [bid], [ask], e));
    }

    public void Fill(in Effect order, Size? size = null)
    {
        var shares = size ?? order.Size;
        var fill = new Fill
        {
            Trade = EngineHarness.TradeId(1_000 + ++_trades), Intent = order.Intent, Market = order.Market, Outcome = order.Outcome, Side = order.Side,
            Price = order.Price, Size = shares, Amount = Money.Notional(order.Price, shares, Rounding.Nearest), Status = FillStatus.Confirmed, VenueTime = _first.Now,
        };
        _first.Do(e => Engine.OnFill(_first.Now, fill, e));
    }

    public void Kill(in Effect order)
    {
        var intent = order.Intent;
        _first.Report(intent, OrderReportKind.Cancelled);
    }

    private static MarketSpec Spec(int number, EventMembership membership, SettlementRule settlement) =>
        EngineHarness.NewSpec(number) with { NegativeRisk = true, Event = membership, Settlement = settlement };
}
