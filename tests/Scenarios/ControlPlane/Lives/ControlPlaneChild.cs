using System.Globalization;
using PolyCloud.Cli.ControlPlane;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Files;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Scenarios.ControlPlane.Lives;

/// <summary>
/// The killed process: a control plane over a file store that does what is due at each line <c>pump MICROSECONDS AWAY</c>, and dies by
/// SIGKILL at a write of its store.
/// </summary>
internal static class ControlPlaneChild
{
    public const string Command = "control-plane-of-a-life";

    public static async Task<int> RunAsync(string directory, string windows, string crashAt, string name)
    {
        await using ITableStore files = FileTableStore.Open(new FileTableStoreOptions { Directory = directory, Shared = true });
        var crashing = CrashingStore.Parse(crashAt) is { } crash ? new CrashingStore(files, crash.At, crash.Stored) : files;
        var series = VirtualControlPlane.SeriesOf(int.Parse(windows, CultureInfo.InvariantCulture));
        using var venue = new PipedVenue();
        var controlPlane = new VirtualControlPlane(new FaultyStore(crashing), venue, series, name, static text => Console.WriteLine("say " + text.ReplaceLineEndings(" ")));
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ');
            try
            {
                await controlPlane.PumpAsync(new Timestamp(long.Parse(words[1], CultureInfo.InvariantCulture)), bool.Parse(words[2]));
            }
            catch (KilledException)
            {
                return 1;
            }

            await Console.Out.WriteLineAsync("done");
        }

        return 0;
    }
}
