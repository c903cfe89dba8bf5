using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Runs;

/// <summary>`up --journal`, then `journal` and `replay` of what it left, under virtual time and over sockets.</summary>
public sealed class JournalScenarios
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task A_run_under_virtual_time_is_replayed_equal_and_a_flipped_byte_and_a_changed_constant_are_found()
    {
        using var journal = new TemporaryDirectory();
        await using var run = await PolycloudProcess.RunAsync(Patience, "up", "--in-process", "--windows", "1", "--seed", "7", "--journal", journal.Path);
        Assert.True(run.ExitCode == 0, run.Output);
        await ReplayedEqualAsync(journal.Path);
        await ChangedConstantIsFoundAsync(journal.Path, "engine.asymmetric.entrySize=11");
        await FlippedByteIsFoundAsync(journal.Path);
    }

    [Fact]
    public async Task A_run_over_sockets_is_replayed_equal_and_a_flipped_byte_and_a_changed_constant_are_found()
    {
        using var journal = new TemporaryDirectory();
        using var data = new TemporaryDirectory();

        // A maker that quotes both sides from the open on: the asymmetric rule may find no entry in a whole window.
        await using var run = await PolycloudProcess.RunAsync(
            Patience, "up", "--windows", "1", "--speed", "20", "--seed", "7", "--strategy", "bilateral-maker", "--summary", "json", "--journal", journal.Path, "--data", data.Path);
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.True((long)run.Summary["ordersPlaced"]! > 0, "without an order a changed size cannot show: " + run.Output);
        await ReplayedEqualAsync(journal.Path);
        await ChangedConstantIsFoundAsync(journal.Path, "engine.bots.bilateralMaker.levelSize=23");
        await FlippedByteIsFoundAsync(journal.Path);
    }

    [Fact]
    public async Task A_directory_that_holds_the_run_already_is_refused_before_anything_is_traded()
    {
        using var journal = new TemporaryDirectory();
        await File.WriteAllTextAsync(Path.Combine(journal.Path, "shard-0-epoch-1.000001.journal"), "kept");
        await using var run = await PolycloudProcess.RunAsync(Patience, "up", "--in-process", "--windows", "1", "--journal", journal.Path);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("already holds a run", run.Output, StringComparison.Ordinal);
        Assert.Equal("kept", await File.ReadAllTextAsync(Path.Combine(journal.Path, "shard-0-epoch-1.000001.journal")));
    }

    [Fact]
    public async Task A_directory_that_is_not_there_is_a_mistake_of_the_command_line()
    {
        await using var run = await PolycloudProcess.RunAsync(Patience, "replay", "/nowhere/at-all");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("/nowhere/at-all", run.Output, StringComparison.Ordinal);
    }

    private static async Task ReplayedEqualAsync(string journal)
    {
        await using var verify = await PolycloudProcess.RunAsync(Patience, "journal", "verify", journal);
        Assert.True(verify.ExitCode == 0, verify.Output);
        await using var replay = await PolycloudProcess.RunAsync(Patience, "replay", journal);
        Assert.True(replay.ExitCode == 0, replay.Output);
        Assert.Contains("decisions byte-equal to the recorded ones.", replay.Output, StringComparison.Ordinal);
    }

    /// <summary>The first decision that differs is a placement, told as it was recorded and as it is with the constant.</summary>
    private static async Task ChangedConstantIsFoundAsync(string journal, string constant)
    {
        await using var replay = await PolycloudProcess.RunAsync(Patience, "replay", journal, "--set", constant);
        Assert.Equal(1, replay.ExitCode);
        Assert.Contains("first difference: input ", replay.Output, StringComparison.Ordinal);
        var sides = replay.Lines.Where(static line => line.Contains("\"effect\":\"Place\"", StringComparison.Ordinal)).ToLookup(static line => line.TrimStart().Split(' ')[0], SizeIn);
        Assert.True(sides["recorded"].Any(), replay.Output);
        Assert.True(!sides["recorded"].SequenceEqual(sides["replayed"]), replay.Output);
    }

    private static string SizeIn(string line) => line[line.IndexOf("\"size\":", StringComparison.Ordinal)..].Split(',')[0];

    private static async Task FlippedByteIsFoundAsync(string journal)
    {
        var file = Directory.GetFiles(journal, "*.journal")[0];
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 3] ^= 0x10;
        await File.WriteAllBytesAsync(file, bytes);
        await using var replay = await PolycloudProcess.RunAsync(Patience, "replay", journal);
        Assert.Equal(1, replay.ExitCode);
        Assert.Contains("RecordDamaged: " + Path.GetFileName(file), replay.Output, StringComparison.Ordinal);
    }
}
