using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Runs;

/// <summary>`--store azurite`: the same run with its state in Table Storage.</summary>
public sealed class AzuriteScenarios
{
    [AzuriteFact]
    public async Task A_run_that_keeps_its_state_in_azurite_exits_0()
    {
        using var data = new TemporaryDirectory();
        await using var process = await PolycloudProcess.RunAsync(
            TimeSpan.FromSeconds(180), "up", "--windows", "1", "--speed", "20", "--seed", "7", "--store", "azurite", "--summary", "json", "--data", data.Path);
        Assert.True(process.ExitCode == 0, process.Output);
        Assert.Equal(0, (int)process.Summary["openOrdersAtEnd"]!);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(data.Path, "azurite")));
        Assert.False(Directory.Exists(Path.Combine(data.Path, "state")), "The file store was opened beside Azurite.");
    }
}
