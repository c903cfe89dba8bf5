namespace PolyCloud.Scenarios.Processes;

public sealed class CommandLineScenarios
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("up", "--sped", "20")]
    [InlineData("up", "--speed", "0")]
    [InlineData("up", "--speed", "fast")]
    [InlineData("up", "--windows", "0")]
    [InlineData("up", "--source", "recorded")]
    [InlineData("up", "--source", "live")]
    [InlineData("up", "--in-process")]
    [InlineData("up", "--summary", "xml")]
    [InlineData("up", "--clock", "0:0:1")]
    [InlineData("up", "--simulator", "http://127.0.0.1:1", "--clock", "noon")]
    [InlineData("up", "--simulator", "http://127.0.0.1:1", "--speed", "20")]
    [InlineData("simulator", "--port", "70000")]
    [InlineData("kill")]
    [InlineData("nonsense")]
    public async Task A_wrong_command_line_says_what_is_wrong_and_exits_2(params string[] arguments)
    {
        await using var process = await PolycloudProcess.RunAsync(Patience, arguments);
        Assert.Equal(2, process.ExitCode);
        Assert.NotEmpty(process.Output.Trim());
        Assert.DoesNotContain("   at PolyCloud.", process.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("engine.risk.nonsense=1", "engine.risk.nonsense")]
    [InlineData("engine.maximumMarkets=0", "1 to 256")]
    [InlineData("engine.maximumMarkets=many", "engine.maximumMarkets")]
    public async Task A_bad_setting_names_the_key_and_what_is_allowed_before_anything_starts(string setting, string words)
    {
        await using var process = await PolycloudProcess.RunAsync(Patience, "up", "--in-process", "--windows", "1", "--set", setting);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains(words, process.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("up")]
    [InlineData("simulator")]
    [InlineData("status")]
    [InlineData("kill")]
    [InlineData("resume")]
    [InlineData("calibrate")]
    [InlineData("test")]
    public async Task Every_command_explains_itself(string command)
    {
        await using var process = await PolycloudProcess.RunAsync(Patience, command, "--help");
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("Description:", process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_without_a_worker_says_so_and_exits_1()
    {
        using var data = new TemporaryDirectory();
        await using var process = await PolycloudProcess.RunAsync(Patience, "status", "--data", data.Path);
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("polycloud up", process.Output, StringComparison.Ordinal);
    }
}
