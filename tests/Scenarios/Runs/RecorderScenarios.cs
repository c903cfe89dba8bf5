using System.Text.Json.Nodes;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Runs;

/// <summary>`record` against a simulator that dies and comes back.</summary>
public sealed class RecorderScenarios
{
    [Fact]
    public async Task A_recording_outlives_the_exchange_marks_the_gap_and_ends_whole()
    {
        using var journal = new TemporaryDirectory();
        await using var first = PolycloudProcess.Start("simulator", "--seed", "3");
        var address = new Uri((string)JsonNode.Parse(await first.LineAsync("\"clob\"", Wait.Long))!["clob"]!);
        await using var recorder = PolycloudProcess.Start("record", "--venue", address.ToString(), "--out", journal.Path);
        await recorder.LineAsync("recording ws://", Wait.Long);
        await Wait.UntilAsync(() => Size(journal.Path) > 20_000, "frames are recorded", () => recorder.Output);
        first.Kill();
        await first.EndAsync(Wait.Long);
        await using (var second = PolycloudProcess.Start("simulator", "--seed", "3", "--port", address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)))
        {
            await second.LineAsync("\"clob\"", Wait.Long);
            var before = Size(journal.Path);
            await Wait.UntilAsync(() => Size(journal.Path) > before + 20_000, "recording goes on", () => recorder.Output);
            recorder.Interrupt();
            await recorder.EndAsync(Wait.Long);
            second.Interrupt();
            await second.EndAsync(Wait.Long);
        }

        Assert.True(recorder.ExitCode == 0, recorder.Output);

        // One for each stream that was heard: the venue's and the exchanges'.
        Assert.Matches(@"\b[1-9]\d* gaps", recorder.Output);
        await using var verify = await PolycloudProcess.RunAsync(Wait.Long, "journal", "verify", journal.Path);
        Assert.True(verify.ExitCode == 0, verify.Output);
        await using var stats = await PolycloudProcess.RunAsync(Wait.Long, "journal", "stats", journal.Path);
        Assert.Contains("(1 gaps)", stats.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_series_that_is_none_is_a_mistake_of_the_command_line()
    {
        await using var recorder = await PolycloudProcess.RunAsync(Wait.Long, "record", "--series", "btc-7m");
        Assert.Equal(2, recorder.ExitCode);
        Assert.Contains("btc-7m", recorder.Output, StringComparison.Ordinal);
    }

    private static long Size(string directory) => Directory.GetFiles(directory, "*.journal").Sum(file => new FileInfo(file).Length);
}
