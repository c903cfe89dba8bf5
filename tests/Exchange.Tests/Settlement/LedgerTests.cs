using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using Xunit;
using Outcome = PolyCloud.Engine.Values.Outcome;

namespace PolyCloud.Exchange.Tests.Settlement;

public class LedgerTests
{
    private static readonly Arbitrary<(int What, int Cents, int Amount, int Bits)[]> Steps =
        (from what in Gen.Choose(0, 11)
         from cents in Gen.Choose(1, 99)
         from amount in Gen.Choose(1, 60_000_000)
         from bits in Gen.Choose(0, 63)
         select (what, cents, amount, bits)).ArrayOf().ToArbitrary();

    [Fact]
    public void Not_one_micro_dollar_is_made_or_lost()
    {
        var trades = 0;
        Prop.ForAll(Steps, steps =>
        {
            var fixture = new VenueFixture(new ExchangeOptions { FailureProbability = 0.2, RetryProbability = 0.2 }, takerDelay: true);
            Stock(fixture);

            // Shortly before the result, so that many trades settle or fail after it.
            fixture.Venue.DeclareWinner(fixture.Market, steps.Length % 2 == 0 ? Outcome.Up : Outcome.Down);
            fixture.Venue.AdvanceTo(VenueFixture.Closes + Duration.FromSeconds(45));
            foreach (var step in steps)
            {
                Apply(fixture, step);
                if (!IsSound(fixture))
                {
                    return false;
                }
            }

            trades += fixture.Log.Trades.Count;
            fixture.Venue.AdvanceTo(VenueFixture.Closes + Duration.FromSeconds(300));

            // Every token is paid or void and every trade at its end, so no set is left to back.
            return IsSound(fixture)
                && fixture.Listing.Winner is not null
                && fixture.Venue.Totals.Backing == Money.Zero
                && fixture.Venue.Totals.Pending == Money.Zero;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
        Assert.True(trades > 200, $"only {trades} trades");
    }

    private static void Stock(VenueFixture fixture)
    {
        foreach (var credential in new[] { fixture.Alice, fixture.Bob })
        {
            fixture.Acquire(credential, Outcome.Up, 200);
            fixture.Acquire(credential, Outcome.Down, 200);
        }
    }

    private static bool IsSound(VenueFixture fixture)
    {
        var venue = fixture.Venue;
        return venue.Totals.IsConserved
            && new[] { fixture.Alice, fixture.Bob }.All(credential =>
                venue.Collateral(venue.AccountOf(credential)) >= Money.Zero
                && fixture.Tokens(credential, Outcome.Up) >= Size.Zero
                && fixture.Tokens(credential, Outcome.Down) >= Size.Zero
                && venue.OpenOrders(credential).All(static order => order.Matched < order.OriginalSize));
    }

    private static void Apply(VenueFixture fixture, (int What, int Cents, int Amount, int Bits) step)
    {
        var side = (Side)(step.Bits & 1);
        var outcome = (Outcome)((step.Bits >> 1) & 1);
        var credential = (step.Bits & 4) == 0 ? fixture.Alice : fixture.Bob;
        switch (step.What)
        {
            case 0 or 1:
                fixture.Venue.PlaceFlow(fixture.Market, side, Price.Cents(step.Cents), new Size(step.Amount));
                break;
            case 2:
                fixture.Venue.TakeFlow(fixture.Market, outcome, side, Price.Cents(step.Cents), new Size(step.Amount));
                break;
            case 3:
                fixture.Advance((step.Amount % 5_000) / 1e3);
                break;
            case 4:
                fixture.Venue.CancelAll(credential);
                break;
            case 10:
                // Every fourth one removes its level.
                fixture.Venue.SetExternalLevel(fixture.Market, side, Price.Cents(step.Cents), (step.Bits & 24) == 0 ? Size.Zero : new Size(step.Amount));
                break;
            default:
                // Sizes of a hundredth of a share, as the official clients round them.
                var type = (OrderType)((step.Bits >> 3) % 3);
                var size = new Size(step.Amount / 10_000 * 10_000);
                var dollars = Money.Notional(Price.Cents(step.Cents), size, Rounding.Down).Micros;
                fixture.Place(fixture.Order(credential, outcome, side, step.Cents, 5, type) with
                {
                    MakerAmount = side == Side.Buy ? dollars : size.Units,
                    TakerAmount = side == Side.Buy ? size.Units : dollars,
                });
                break;
        }
    }
}
