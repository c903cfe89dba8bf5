using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Recorded;

namespace PolyCloud.Exchange.Tests.Flow.Recorded;

public sealed class RecordedFlowTests
{
    private const long Opens = RecordingFile.Opens;

    [Fact]
    public void A_down_book_is_shown_mirrored_at_its_recorded_times()
    {
        using var file = new RecordingFile(RecordingFile.Complete(Opens));
        var (venue, _, flow) = Play(file, Opens + 5);
        var listing = venue.Listings[0].Id;

        Assert.True(venue.TryBest(listing, Side.Sell, out var ask));
        Assert.Equal(new BookLevel(Price.Cents(59), new Size(50_500_000)), ask);
        Assert.True(venue.TryBest(listing, Side.Buy, out var bid));
        Assert.Equal(new BookLevel(Price.Cents(57), Size.Shares(70)), bid);

        venue.AdvanceTo(Timestamp.FromSeconds(Opens + 11));
        Assert.True(venue.TryBest(listing, Side.Sell, out ask));
        Assert.Equal(new BookLevel(Price.Cents(60), Size.Shares(100)), ask);
        Assert.True(venue.TryBest(listing, Side.Buy, out bid));
        Assert.Equal(Price.Cents(58), bid.Price);
        flow.Dispose();
    }

    [Fact]
    public void The_real_ids_are_kept_and_a_missing_token_is_derived_and_counted()
    {
        using var file = new RecordingFile(RecordingFile.Complete(Opens));
        var (venue, _, flow) = Play(file, Opens + 5);

        Assert.Equal("222", venue.Listings[0].Spec.DownTokenId);
        Assert.Equal("0x0caeb05adad5adc4092885b50be90842f690b3671036d33be1929eed6c07859d", venue.Listings[0].Spec.ConditionId);
        Assert.Equal(1, flow.Provenance.TokensDerived);
        Assert.Equal(1, flow.Provenance.SidesAssumed);
        flow.Dispose();
    }

    [Fact]
    public void The_file_beside_the_recording_names_side_and_winner()
    {
        using var file = new RecordingFile(RecordingFile.Complete(Opens));
        file.Outcomes($"btc-updown-5m-{Opens},{Opens},222,Up,Down");
        var (venue, tape, flow) = Play(file, Opens + 1_000);

        Assert.Equal("222", venue.Listings[0].Spec.UpTokenId);
        Assert.Equal(Outcome.Down, Assert.Single(tape.Results).Winner);
        Assert.Contains("windows.csv", Assert.Single(flow.Provenance.Winners), StringComparison.Ordinal);
        flow.Dispose();
    }

    [Fact]
    public void Without_that_file_the_last_mid_names_the_winner_and_the_provenance_says_so()
    {
        using var file = new RecordingFile(RecordingFile.Complete(Opens));
        var (_, tape, flow) = Play(file, Opens + 1_000);

        Assert.Equal(Outcome.Up, Assert.Single(tape.Results).Winner);
        Assert.Contains("last recorded mid", Assert.Single(flow.Provenance.Winners), StringComparison.Ordinal);
        flow.Dispose();
    }

    [Fact]
    public void Liquidity_is_not_claimed_beyond_the_recording()
    {
        using var file = new RecordingFile(RecordingFile.Complete(Opens));
        var (venue, _, flow) = Play(file, Opens + 301);

        Assert.False(venue.TryBest(venue.Listings[0].Id, Side.Buy, out _));
        Assert.False(venue.TryBest(venue.Listings[0].Id, Side.Sell, out _));
        Assert.Equal(Timestamp.Never, flow.NextDue);
        flow.Dispose();
    }

    [Fact]
    public void Incomplete_windows_and_unreadable_lines_are_skipped_and_counted_and_gaps_are_named()
    {
        using var file = new RecordingFile(
        [
            RecordingFile.Header(Opens, "1"),
            RecordingFile.Delta(Opens, 200, 0, """["B","0.41","5"]"""),
            "not json",
            .. RecordingFile.Complete(Opens + 300),
            """{"e":1776081910000,"k":0,"d":[["B","1.7","5"]]}""",
            .. RecordingFile.Complete(Opens + 600),
        ]);
        var (venue, _, flow) = Play(file, Opens + 2_000);

        Assert.Equal(2, flow.Provenance.WindowsPlayed);
        Assert.Equal(1, flow.Provenance.WindowsSkipped);
        Assert.Equal(2, flow.Provenance.LinesSkipped);
        Assert.Equal(Timestamp.FromSeconds(Opens + 300), flow.FirstOpens);
        Assert.Equal(2, venue.Listings.Count);
        Assert.Equal(4, flow.Provenance.GapCount);
        Assert.Equal(Duration.FromSeconds(280), flow.Provenance.Gaps[1].Length);
        Assert.Equal((Timestamp.FromSeconds(Opens + 300), 2, 1, 2L), RecordedFlow.Survey(file.Path));
        flow.Dispose();
    }

    [Fact]
    public void A_recording_without_a_complete_window_is_refused_with_the_count()
    {
        using var file = new RecordingFile(RecordingFile.Header(Opens, "1"), RecordingFile.Delta(Opens, 200, 0, """["B","0.41","5"]"""));
        var venue = new ExchangeVenue(new ExchangeOptions(), new DeterministicRandom(1), new TapeRecorder());

        var refused = Assert.Throws<InvalidDataException>(() => new RecordedFlow(venue, file.Path));
        Assert.Contains("1 windows", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_kind_of_file_is_refused_and_the_supported_one_is_named()
    {
        using var file = new RecordingFile();
        var frames = Path.Combine(Path.GetDirectoryName(file.Path)!, "market-ws.jsonl.gz");
        File.WriteAllText(frames, "");

        var refused = Assert.Throws<NotSupportedException>(() => new RecordingReader(frames));
        Assert.Contains("books_DATE.jsonl.gz", refused.Message, StringComparison.Ordinal);
    }

    [RecordedDataFact]
    public void A_real_window_plays_to_its_winner_without_a_crossed_book()
    {
        var tape = new TapeRecorder();
        var venue = new ExchangeVenue(new ExchangeOptions(), new DeterministicRandom(1), tape);
        using var flow = new RecordedFlow(venue, RecordedDataFactAttribute.RecordingFolder!, windowsMax: 1);
        venue.AdvanceTo(flow.Starts - Duration.FromSeconds(1));
        venue.Attach(flow);
        for (var second = 0; second <= 299; second++)
        {
            venue.AdvanceTo(flow.FirstOpens + Duration.FromSeconds(second));
            if (venue.TryBest(venue.Listings[0].Id, Side.Buy, out var bid) && venue.TryBest(venue.Listings[0].Id, Side.Sell, out var ask))
            {
                Assert.True(bid.Price < ask.Price);
            }
        }

        venue.AdvanceTo(flow.FirstOpens + Duration.FromSeconds(900));
        Assert.True(flow.Provenance.EventsPlayed > 1_500);
        Assert.Single(tape.Results);
        Assert.Equal(0, flow.Provenance.LinesSkipped);
    }

    private static (ExchangeVenue Venue, TapeRecorder Tape, RecordedFlow Flow) Play(RecordingFile file, long untilSecond)
    {
        var tape = new TapeRecorder();
        var venue = new ExchangeVenue(new ExchangeOptions(), new DeterministicRandom(1), tape);
        var flow = new RecordedFlow(venue, file.Path);
        venue.AdvanceTo(flow.Starts - Duration.FromSeconds(1));
        venue.Attach(flow);
        venue.AdvanceTo(Timestamp.FromSeconds(untilSecond));
        return (venue, tape, flow);
    }
}
