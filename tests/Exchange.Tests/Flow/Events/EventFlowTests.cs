using System.Security.Cryptography;
using System.Text;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Events;
using Xunit.Abstractions;

namespace PolyCloud.Exchange.Tests.Flow.Events;

public sealed class EventFlowTests(ITestOutputHelper output)
{
    [Fact]
    public void The_same_seed_gives_the_same_stream_of_events()
    {
        Assert.Equal(HashOf(7), HashOf(7));
        Assert.NotEqual(HashOf(7), HashOf(8));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void All_markets_of_an_event_name_it_and_open_and_close_together(int outcomes)
    {
        var run = new EventRun(3, outcomes, events: 3);
        run.AdvanceTo(400);
        Assert.Equal(3 * outcomes, run.Venue.Listings.Count);
        var second = run.Event(1).ToList();
        Assert.Equal(FirstOpens(1), Assert.Single(second.Select(listing => listing.Spec.Opens).Distinct()));
        Assert.Equal(FirstOpens(2), Assert.Single(second.Select(listing => listing.Spec.Closes).Distinct()));
        var membership = Assert.Single(second.Select(listing => listing.Spec.Event).Distinct());
        Assert.Equal(outcomes, membership.Outcomes);
        Assert.All(second, listing => Assert.True(listing.Spec is { NegativeRisk: true, Settlement: SettlementRule.Declared }));
        Assert.Equal(Enumerable.Range(0, outcomes), second.Select(listing => listing.Event!.Index));
        Assert.NotEqual(membership, run.Event(2).First().Spec.Event);
        Assert.Equal(run.Venue.Listings.Count, run.Venue.Listings.Select(listing => listing.Spec.UpTokenId).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void The_next_event_is_listed_while_the_current_one_trades()
    {
        var run = new EventRun(3, events: 5);
        foreach (var seconds in (int[])[1, 299, 301, 620])
        {
            run.AdvanceTo(seconds);
            Assert.Equal(4 * ((seconds / 300) + 2), run.Venue.Listings.Count);
        }
    }

    [Fact]
    public void Exactly_one_market_of_an_event_is_won_by_up_and_none_is_before_the_end()
    {
        var winners = new HashSet<int>();
        for (ulong seed = 1; seed <= 6; seed++)
        {
            var run = new EventRun(seed);
            run.AdvanceTo(310);
            Assert.All(run.Event(0), listing => Assert.Null(listing.Winner));
            run.AdvanceTo(300 + 153);
            Assert.All(run.Event(0), listing => Assert.NotNull(listing.Winner));
            winners.Add(Assert.Single(run.Event(0), listing => listing.Winner == Outcome.Up).Event!.Index);
            Assert.True(run.Venue.Totals.IsConserved);
        }

        Assert.True(winners.Count > 1, "another seed ends in another range");
    }

    [Fact]
    public void The_mids_of_an_event_add_to_about_one_at_every_moment()
    {
        var run = new EventRun(11);
        for (var second = 5; second < 280; second += 5)
        {
            run.AdvanceTo(second);
            var mids = run.Event(0).Sum(listing =>
                run.Venue.TryBest(listing.Id, Side.Buy, out var bid) && run.Venue.TryBest(listing.Id, Side.Sell, out var ask) ? (bid.Price.Units + ask.Price.Units) / 2e4 : double.NaN);
            Assert.True(double.IsNaN(mids) || Math.Abs(mids - 1) < 0.12, $"after {second} s they add to {mids}");
        }
    }

    [Fact]
    public void A_whole_group_is_rarely_cheaper_than_it_pays_and_hardly_ever_with_fees()
    {
        var (looks, below, belowWithFees) = (0, 0, 0);
        for (ulong seed = 1; seed <= 4; seed++)
        {
            var run = new EventRun(seed);
            for (var tenths = 10; tenths < 2_400; tenths++)
            {
                run.AdvanceTo(tenths / 10.0);
                looks++;
                var isBelow = false;
                var isBelowWithFees = false;
                foreach (var (outcome, pays) in ((Outcome, int)[])[(Outcome.Up, Price.Scale), (Outcome.Down, Price.Scale * 3)])
                {
                    if (run.Cost(0, outcome) is { } cost)
                    {
                        isBelow |= cost.Total < pays;
                        isBelowWithFees |= cost.Total + cost.Fees < pays;
                    }
                }

                below += isBelow ? 1 : 0;
                belowWithFees += isBelowWithFees ? 1 : 0;
            }
        }

        output.WriteLine($"{looks} looks: {100.0 * below / looks:0.00} % below, {100.0 * belowWithFees / looks:0.000} % with fees");
        Assert.InRange(below, looks / 1_000, looks / 2);
        Assert.True(belowWithFees < below / 2, $"{belowWithFees} of {below}");
    }

    [Fact]
    public void After_its_last_event_the_flow_is_over_and_nothing_of_it_rests()
    {
        var run = new EventRun(9);
        run.AdvanceTo(310);
        Assert.Equal(4, run.Tape.Listed.Count);
        Assert.All(run.Event(0), listing => Assert.False(run.Venue.TryBest(listing.Id, Side.Buy, out _)));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(6, 0)]
    [InlineData(4, 1)]
    public void A_setting_outside_its_range_is_refused(int outcomes, int secondsOff)
    {
        var venue = new ExchangeVenue(new ExchangeOptions(), new DeterministicRandom(1), new TapeRecorder());
        var options = new EventFlowOptions { FirstOpens = EventRun.FirstOpens + Duration.FromSeconds(secondsOff), Outcomes = outcomes };
        Assert.Throws<ArgumentOutOfRangeException>(() => new EventFlow(venue, options, new DeterministicRandom(1)));
    }

    private static Timestamp FirstOpens(int number) => EventRun.FirstOpens + Duration.FromSeconds(300L * number);

    private static string HashOf(ulong seed)
    {
        var run = new EventRun(seed);
        run.AdvanceTo(30);
        Assert.True(run.Tape.Lines.Count > 1_000);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', run.Tape.Lines))));
    }
}
