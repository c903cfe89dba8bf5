using PolyCloud.Engine.Ledger;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Ledger;

public sealed class FillRecordTests
{
    private static readonly FillRecord Base = new()
    {
        Trade = EngineHarness.TradeId(5),
        Intent = new IntentId(5),
        Outcome = Outcome.Up,
        Side = Side.Buy,
        Price = Price.Cents(50),
        Size = Size.Shares(5),
        VenueTime = EngineHarness.Opens,
    };

    /// <summary>Each is later than <see cref="Base"/> by one fact and earlier by every fact that ranks below it.</summary>
    public static TheoryData<string> Facts => ["time", "side", "trade", "intent", "outcome", "price", "size"];

    [Theory]
    [MemberData(nameof(Facts))]
    public void Booking_goes_by_time_then_buys_first_then_identity_then_facts(string fact)
    {
        var later = Later(fact);
        Assert.True(Base.BookingOrder(later) < 0);
        Assert.True(later.BookingOrder(Base) > 0);
    }

    [Fact]
    public void The_same_facts_have_no_order() => Assert.Equal(0, Base.BookingOrder(Base));

    private static FillRecord Later(string fact)
    {
        var least = new FillRecord { Trade = EngineHarness.TradeId(1), Intent = new IntentId(1), Outcome = Outcome.Up, Side = Side.Buy, Price = Price.Cents(1), Size = Size.Shares(1), VenueTime = EngineHarness.Opens };
        return fact switch
        {
            "time" => least with { VenueTime = EngineHarness.Opens + new Duration(1) },
            "side" => least with { Side = Side.Sell },
            "trade" => least with { Trade = EngineHarness.TradeId(6) },
            "intent" => least with { Trade = Base.Trade, Intent = new IntentId(6) },
            "outcome" => least with { Trade = Base.Trade, Intent = Base.Intent, Outcome = Outcome.Down },
            "price" => least with { Trade = Base.Trade, Intent = Base.Intent, Price = Price.Cents(51) },
            _ => Base with { Size = Size.Shares(6) },
        };
    }
}
