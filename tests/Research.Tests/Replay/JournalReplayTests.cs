using PolyCloud.Engine;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Replay;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Reading;

namespace PolyCloud.Research.Tests.Replay;

public sealed class JournalReplayTests(JournaledRun journaled) : IClassFixture<JournaledRun>
{
    [Fact]
    public void A_replay_decides_what_was_decided_byte_for_byte()
    {
        var result = JournalReplay.Run(journaled.Run);
        Assert.Null(result.Difference);
        Assert.Empty(result.Faults);
        Assert.True(result is { IsEqual: true, Steps: > 10_000, Effects: > 100 }, $"{result.Steps} steps, {result.Effects} effects");
    }

    [Fact]
    public void The_books_of_the_replayed_engine_are_those_of_the_run()
    {
        var totals = JournalReplay.Run(journaled.Run).Totals;
        Assert.Equal(journaled.Summary.RealizedPnlUsd, totals.RealizedPnl.Micros / 1_000_000m);
        Assert.Equal(journaled.Summary.OrdersPlaced, totals.OrdersPlaced);
        Assert.Equal(journaled.Summary.Fills, totals.Fills);
    }

    [Fact]
    public void Two_replays_have_one_golden_hash() =>
        Assert.Equal(JournalReplay.Run(journaled.Run).GoldenHash, JournalReplay.Run(journaled.Run).GoldenHash);

    [Fact]
    public void Options_are_read_from_the_journal_as_they_were() => Assert.Equal(JournaledRun.Eager, JournalReplay.OptionsOf(journaled.Run));

    [Fact]
    public void One_changed_constant_of_the_strategy_is_found_at_the_first_decision_it_changes()
    {
        var eager = JournaledRun.Eager;
        var difference = JournalReplay.Run(journaled.Run, eager with { Asymmetric = eager.Asymmetric with { EntrySize = Size.Shares(11) } }).Difference;
        Assert.NotNull(difference);
        Assert.StartsWith("btc-updown-5m-", difference.Market, StringComparison.Ordinal);
        Assert.Contains("\"size\":\"10\"", Assert.Single(difference.Recorded), StringComparison.Ordinal);
        Assert.Contains("\"size\":\"11\"", Assert.Single(difference.Replayed), StringComparison.Ordinal);
        Assert.Equal(FirstPlace(), difference.Record);
    }

    [Fact]
    public void A_constant_that_changes_no_decision_is_no_difference()
    {
        var eager = JournaledRun.Eager;
        Assert.Null(JournalReplay.Run(journaled.Run, eager with { MaximumFillsPerMarket = eager.MaximumFillsPerMarket + 1 }).Difference);
    }

    [Fact]
    public void No_flipped_bit_leads_to_a_decision_that_is_accepted()
    {
        var directory = journaled.Copy();
        var file = Assert.Single(Directory.GetFiles(directory));
        var length = new FileInfo(file).Length;
        var random = new Random(3);
        for (var flip = 0; flip < 12; flip++)
        {
            // Toward the front, so that a replay up to the damage is short.
            var at = random.NextInt64(length / (flip + 1));
            var mask = (byte)(1 << random.Next(8));
            Flip(file, at, mask);
            var journal = JournalDirectory.Open(directory);
            var clean = journal.Faults.Count == 0 && journal.Runs.All(run => JournalReplay.Run(run) is { Difference: null, Faults.Count: 0 });
            Assert.False(clean, $"the flip at byte {at} was not found");
            Assert.All(journal.Runs, run => Assert.Null(JournalReplay.Run(run).Difference));
            Flip(file, at, mask);
        }
    }

    [Fact]
    public void A_torn_journal_is_replayed_to_its_last_whole_record_and_said_to_be_torn()
    {
        var directory = journaled.Copy();
        var file = Assert.Single(Directory.GetFiles(directory));
        using (var stream = File.OpenWrite(file))
        {
            stream.SetLength(stream.Length / 2);
        }

        var result = JournalReplay.Run(JournaledRun.Only(directory));
        Assert.Null(result.Difference);
        Assert.Contains(Assert.Single(result.Faults).Kind, (JournalFaultKind[])[JournalFaultKind.TornTail, JournalFaultKind.NotClosed]);
        Assert.False(result.IsEqual);
        Assert.True(result.Steps > 1_000);
    }

    [Fact]
    public void The_journal_does_not_change_the_run()
    {
        var without = PolyCloud.Research.InProcess.InProcessSimulation.Run(new()
        {
            Seed = 7,
            FirstOpens = InProcess.NodeWorld.FirstOpens,
            LastCloses = InProcess.NodeWorld.FirstOpens + Duration.FromSeconds(300),
            Windows = 1,
            Engine = JournaledRun.Eager,
        });
        Assert.Equal(without.TraceHash, journaled.Summary.TraceHash);
    }

    private static void Flip(string file, long at, byte mask)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite);
        stream.Position = at;
        var octet = (byte)stream.ReadByte();
        stream.Position = at;
        stream.WriteByte((byte)(octet ^ mask));
    }

    private long FirstPlace()
    {
        using var lines = new MemoryStream();
        JournalExport.Write(journaled.Run, lines);
        lines.Position = 0;
        using var reader = new StreamReader(lines);
        while (reader.ReadLine() is { } line)
        {
            if (line.Contains("\"effect\":\"Place\"", StringComparison.Ordinal))
            {
                return (long)System.Text.Json.Nodes.JsonNode.Parse(line)!["record"]!;
            }
        }

        throw new InvalidOperationException("Nothing was placed.");
    }
}
