using System.Diagnostics;

namespace PolyCloud.Scenarios.Reports;

/// <summary>Debian's browser without a window, for one page at a time.</summary>
internal static class Chromium
{
    public const string Program = "/usr/bin/chromium";

    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--window-size=1100,2600",
    ];

    /// <summary>The page's document after its scripts ran.</summary>
    public static Task<string> DomAsync(string page, string profile) => RunAsync(profile, "--dump-dom", page);

    public static Task<string> ScreenshotAsync(string page, string profile, string to) => RunAsync(profile, $"--screenshot={to}", page);

    private static async Task<string> RunAsync(string profile, string what, string page)
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])[.. Arguments, "--user-data-dir=" + profile, what, new Uri(page).AbsoluteUri])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            _ = process.StandardError.ReadToEndAsync(patience.Token);
            var said = await process.StandardOutput.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return said;
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
