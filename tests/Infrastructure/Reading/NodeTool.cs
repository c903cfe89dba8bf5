using System.Diagnostics;

namespace PolyCloud.Infrastructure.Reading;

/// <summary>Runs a script of tools/bicep to its end.</summary>
internal static class NodeTool
{
    // Reading all files takes about a second on an idle machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <returns>What it printed.</returns>
    public static string Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = Repository.Of("tools", "bicep"),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(script);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("node could not be started.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Patience))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{script} has not ended within {Patience.TotalSeconds} s.");
        }

        return process.ExitCode == 0
            ? output.GetAwaiter().GetResult()
            : throw new InvalidOperationException($"{script} failed: {errors.GetAwaiter().GetResult()}");
    }
}
