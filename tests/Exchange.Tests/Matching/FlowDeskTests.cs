using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using Xunit;
using Outcome = PolyCloud.Engine.Values.Outcome;

namespace PolyCloud.Exchange.Tests.Matching;

public class FlowDeskTests
{
    /// <summary>A step: what, side, cents, shares.</summary>
    private static readonly Arbitrary<(int What, int Side, int Cents, int Shares)[]> Steps =
        (from what in Gen.Choose(0, 5)
         from side in Gen.Choose(0, 1)
         from cents in Gen.Choose(44, 56)
         from shares in Gen.Choose(1, 40)
         select (what, side, cents, shares)).ArrayOf().ToArbitrary();

    [Fact]
    public void Every_order_rests_and_matches_as_in_the_reference_book()
    {
        Prop.ForAll(Steps, steps =>
        {
            var fixture = new VenueFixture();
            var reference = new ReferenceBook();
            List<(FlowOrder Order, ReferenceBook.Entry Entry)> placed = [];
            foreach (var step in steps)
            {
                Apply(fixture, reference, placed, step);
                if (!fixture.Levels(Side.Buy).SequenceEqual(reference.Levels(Side.Buy))
                    || !fixture.Levels(Side.Sell).SequenceEqual(reference.Levels(Side.Sell))
                    || placed.Any(pair => fixture.Venue.FlowRest(pair.Order).Units != pair.Entry.Shares * Size.Scale))
                {
                    return false;
                }
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void A_taker_of_down_is_printed_on_down()
    {
        var fixture = new VenueFixture();
        fixture.Flow(Side.Buy, 40, 10);

        var matched = fixture.Venue.TakeFlow(fixture.Market, Outcome.Down, Side.Buy, Price.Cents(60), Size.Shares(4));

        Assert.Equal(Size.Shares(4), matched);
        var trade = Assert.Single(fixture.Log.Trades);
        Assert.Equal((Outcome.Down, Side.Buy, Price.Cents(60)), (trade.Outcome, trade.Side, trade.Price));
        Assert.Equal(Price.Cents(40), fixture.Listing.LastTradePrice);
        Assert.Equal(CredentialId.Flow, trade.TakerCredential);
    }

    [Fact]
    public void A_handle_of_a_filled_order_cannot_touch_the_order_that_took_its_slot()
    {
        var fixture = new VenueFixture();
        var first = fixture.Flow(Side.Buy, 40, 10);
        fixture.Venue.TakeFlow(fixture.Market, Outcome.Up, Side.Sell, Price.Cents(40), Size.Shares(10));
        var second = fixture.Flow(Side.Buy, 41, 7);

        Assert.Equal(Size.Zero, fixture.Venue.CancelFlow(first));
        Assert.False(fixture.Venue.ReduceFlow(first, Size.Shares(1)));
        Assert.Equal(Size.Shares(7), fixture.Venue.FlowRest(second));
    }

    [Fact]
    public void A_reduced_order_keeps_its_place()
    {
        var fixture = new VenueFixture();
        var first = fixture.Flow(Side.Sell, 60, 10);
        var second = fixture.Flow(Side.Sell, 60, 10);

        Assert.True(fixture.Venue.ReduceFlow(first, Size.Shares(4)));
        fixture.Venue.TakeFlow(fixture.Market, Outcome.Up, Side.Buy, Price.Cents(60), Size.Shares(5));

        Assert.Equal(Size.Zero, fixture.Venue.FlowRest(first));
        Assert.Equal(Size.Shares(9), fixture.Venue.FlowRest(second));
    }

    [Fact]
    public void Levels_are_told_before_the_trade_that_changed_them()
    {
        var fixture = new VenueFixture();
        fixture.Flow(Side.Sell, 60, 10);
        fixture.Flow(Side.Sell, 61, 10);
        fixture.Log.Lines.Clear();

        fixture.Flow(Side.Buy, 61, 15);

        Assert.Equal(3, fixture.Log.Lines.Count);
        Assert.EndsWith("level 0 Sell 0.6 0", fixture.Log.Lines[0], StringComparison.Ordinal);
        Assert.EndsWith("level 0 Sell 0.61 5", fixture.Log.Lines[1], StringComparison.Ordinal);
        Assert.Contains("trade", fixture.Log.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Liquidity_too_small_to_move_money_does_not_stop_a_taker()
    {
        var fixture = new VenueFixture();
        var tiny = fixture.Flow(Side.Sell, 60, 10);
        Assert.True(fixture.Venue.ReduceFlow(tiny, new Size(1)));
        fixture.Flow(Side.Sell, 60, 10);

        Assert.Equal(Size.Shares(3), fixture.Venue.TakeFlow(fixture.Market, Outcome.Up, Side.Buy, Price.Cents(60), Size.Shares(3)));
    }

    [Fact]
    public void A_price_or_size_out_of_range_is_an_error()
    {
        var fixture = new VenueFixture();

        Assert.Throws<ArgumentOutOfRangeException>(() => fixture.Venue.PlaceFlow(fixture.Market, Side.Buy, Price.Zero, Size.Shares(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => fixture.Venue.PlaceFlow(fixture.Market, Side.Buy, Price.One, Size.Shares(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => fixture.Venue.PlaceFlow(fixture.Market, Side.Buy, Price.Cents(5), Size.Zero));
    }

    private static void Apply(
        VenueFixture fixture,
        ReferenceBook reference,
        List<(FlowOrder Order, ReferenceBook.Entry Entry)> placed,
        (int What, int Side, int Cents, int Shares) step)
    {
        var side = (Side)step.Side;
        switch (step.What)
        {
            case 0 or 1 or 2:
                placed.Add((fixture.Flow(side, step.Cents, step.Shares), reference.Place(side, step.Cents, step.Shares)));
                break;
            case 3:
                var taken = fixture.Venue.TakeFlow(fixture.Market, Outcome.Up, side, Price.Cents(step.Cents), Size.Shares(step.Shares));
                Assert.Equal(reference.Take(side, step.Cents, step.Shares) * Size.Scale, taken.Units);
                break;
            case 4 when placed.Count > 0:
                var cancelled = placed[step.Shares % placed.Count];
                Assert.Equal(cancelled.Entry.Shares * Size.Scale, fixture.Venue.CancelFlow(cancelled.Order).Units);
                cancelled.Entry.Shares = 0;
                break;
            case 5 when placed.Count > 0:
                var reduced = placed[step.Cents % placed.Count];
                if (fixture.Venue.ReduceFlow(reduced.Order, Size.Shares(step.Shares)))
                {
                    reduced.Entry.Shares = step.Shares;
                }

                break;
        }
    }
}
