using System.CommandLine;
using PolyCloud.Exchange.Flow.Calibration;

namespace PolyCloud.Cli.Commands;

/// <summary>`calibrate`: generated books beside recorded ones, as docs/calibration.md shows them.</summary>
internal static class CalibrateCommand
{
    private static readonly Option<int> Windows = new("--windows") { Description = "Windows to generate (1 to 1000).", DefaultValueFactory = _ => 60 };

    private static readonly Option<string?> Recordings = new("--recordings") { Description = "Directory of books_*.jsonl.gz; its statistics are computed anew beside the published ones." };

    public static Command Create()
    {
        var command = new Command("calibrate", "Print the generated order flow's statistics beside those of recorded books.") { Declared.Seed, Windows, Recordings };
        command.SetAction(parsed =>
        {
            var windows = parsed.GetValue(Windows);
            if (windows is < 1 or > 1000)
            {
                throw new UsageException($"--windows is {windows}; allowed is 1 to 1000.");
            }

            if (parsed.GetValue(Recordings) is { } directory && !Directory.Exists(directory))
            {
                throw new UsageException($"--recordings is {directory}; there is no such directory.");
            }

            Console.WriteLine(CalibrationReport.Run((ulong)parsed.GetValue(Declared.Seed), windows, parsed.GetValue(Recordings)));
        });
        return command;
    }
}
