using System.Diagnostics;
using System.Text.Json.Nodes;

namespace PolyCloud.Scenarios.Pages;

/// <summary>Runs <c>tools/dashboard/browse.mjs</c>, which drives Debian's browser, and reads what it found.</summary>
internal static class Browser
{
    /// <summary>What a person without any hurry would take for seven pages; a browser that hangs must not hang the tests.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    public static string Directory { get; } = Path.Combine(Repository.Root, "tools", "dashboard");

    public static async Task<JsonNode> RunAsync(string task, Uri dashboard)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Directory };
        foreach (var argument in (string[])["browse.mjs", task, dashboard.AbsoluteUri])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var problem = process.StandardError.ReadToEndAsync(patience.Token);
            var found = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == 0, $"The browser's script failed at '{task}':\n{found}{await problem}");
            return JsonNode.Parse(found)!;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
