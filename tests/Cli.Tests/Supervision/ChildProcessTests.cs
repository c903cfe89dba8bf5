using PolyCloud.Cli.Supervision;

namespace PolyCloud.Cli.Tests.Supervision;

public sealed class ChildProcessTests
{
    private const int KilledExitCode = 137;

    [Fact]
    public async Task A_child_that_had_to_be_killed_has_its_exit_code_at_once()
    {
        using var child = ChildProcess.Start(["simulator", "--port", "0"], new Dictionary<string, string>(), static _ => { }, static _ => { });
        await child.StopAsync(TimeSpan.Zero);
        Assert.Equal(KilledExitCode, child.ExitCode);
    }
}
