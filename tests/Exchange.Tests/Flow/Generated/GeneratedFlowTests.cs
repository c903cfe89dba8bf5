using System.Security.Cryptography;
using System.Text;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Generated;

namespace PolyCloud.Exchange.Tests.Flow.Generated;

public sealed class GeneratedFlowTests
{
    private static readonly Timestamp FirstOpens = Timestamp.FromSeconds(1_773_307_200);

    [Fact]
    public void The_same_seed_gives_the_same_stream_of_events() => Assert.Equal(HashOf(7), HashOf(7));

    [Fact]
    public void Another_seed_gives_another_stream_of_events() => Assert.NotEqual(HashOf(7), HashOf(8));

    [Fact]
    public void Windows_are_listed_once_each_without_a_gap_and_two_ahead()
    {
        var (tape, venue) = Run(seed: 3, Duration.FromSeconds(1_300));

        Assert.Equal(Enumerable.Range(0, tape.Listed.Count).Select(index => FirstOpens + (RollingWindows.Length * index)), tape.Listed.Select(static listing => listing.Spec.Opens));
        Assert.Equal(tape.Listed.Count, tape.Listed.Select(static listing => listing.Spec.ConditionId).Distinct(StringComparer.Ordinal).Count());
        for (var index = 1; index < tape.Listed.Count; index++)
        {
            Assert.True(tape.ListedAt[index] <= tape.Listed[index].Spec.Opens - RollingWindows.Length);
        }

        Assert.True(tape.Listed[^1].Spec.Opens >= venue.Now + RollingWindows.Length, "the next two windows are listed at every moment");
    }

    [Fact]
    public void The_oracle_observes_every_second_from_before_the_first_strike()
    {
        var (tape, _) = Run(seed: 4, Duration.FromSeconds(30));

        Assert.True(tape.SpotObserved[0] <= FirstOpens - Duration.FromSeconds(60));
        for (var index = 1; index < tape.SpotObserved.Count; index++)
        {
            Assert.Equal(Duration.FromSeconds(1), tape.SpotObserved[index] - tape.SpotObserved[index - 1]);
        }
    }

    [Fact]
    public void Every_window_gets_its_price_to_beat_and_its_result_from_the_oracle()
    {
        var (tape, venue) = Run(seed: 5, Duration.FromSeconds(900));

        Assert.Equal([0, 1], tape.Results.Select(static result => result.Listing.Slot));
        foreach (var (listing, winner) in tape.Results)
        {
            var ended = venue.Listings[listing.Slot];
            Assert.Equal(ended.FinalPrice!.Value >= ended.PriceToBeat!.Value ? Outcome.Up : Outcome.Down, winner);
        }
    }

    [Fact]
    public void The_book_is_never_crossed_and_reaches_the_outermost_levels()
    {
        var venue = Venue(6, new TapeRecorder(), int.MaxValue);
        var levels = new BookLevel[200];
        for (var second = 1; second <= 200; second++)
        {
            venue.AdvanceTo(FirstOpens + Duration.FromSeconds(second));
            var listing = venue.Listings[0].Id;
            if (venue.TryBest(listing, Side.Buy, out var bid) && venue.TryBest(listing, Side.Sell, out var ask))
            {
                Assert.True(bid.Price < ask.Price);
            }

            Assert.InRange(venue.CopyLevels(listing, Side.Buy, levels) + venue.CopyLevels(listing, Side.Sell, levels), 60, 99);
        }
    }

    [Fact]
    public void After_its_last_window_the_flow_is_over_and_nothing_of_it_rests()
    {
        var tape = new TapeRecorder();
        var venue = Venue(9, tape, windows: 1);
        venue.AdvanceTo(FirstOpens + Duration.FromSeconds(310));

        Assert.Single(tape.Listed);
        Assert.False(venue.TryBest(venue.Listings[0].Id, Side.Buy, out _));
        Assert.False(venue.TryBest(venue.Listings[0].Id, Side.Sell, out _));
    }

    [Fact]
    public void A_first_window_off_the_grid_is_refused()
    {
        var venue = new ExchangeVenue(new ExchangeOptions(), new DeterministicRandom(1), new TapeRecorder());
        var options = new GeneratedFlowOptions { FirstOpens = Timestamp.FromSeconds(1_773_307_201) };

        Assert.Throws<ArgumentOutOfRangeException>(() => new GeneratedFlow(venue, options, new DeterministicRandom(1)));
    }

    private static string HashOf(ulong seed)
    {
        var (tape, _) = Run(seed, Duration.FromSeconds(60));
        Assert.True(tape.Lines.Count > 1_000);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', tape.Lines))));
    }

    private static (TapeRecorder Tape, ExchangeVenue Venue) Run(ulong seed, Duration afterOpen)
    {
        var tape = new TapeRecorder();
        var venue = Venue(seed, tape, int.MaxValue);
        venue.AdvanceTo(FirstOpens + afterOpen);
        return (tape, venue);
    }

    private static ExchangeVenue Venue(ulong seed, TapeRecorder tape, int windows)
    {
        var random = new DeterministicRandom(seed);
        var venue = new ExchangeVenue(new ExchangeOptions(), random.Fork(1), tape);
        var flow = new GeneratedFlow(venue, new GeneratedFlowOptions { FirstOpens = FirstOpens, WindowsMax = windows }, random.Fork(2));
        venue.AdvanceTo(flow.Starts - Duration.FromSeconds(1));
        venue.Attach(flow);
        return venue;
    }
}
