using System.CommandLine;
using System.Globalization;
using PolyCloud.Cli.ControlPlane;
using PolyCloud.ContainerWorker.Accounting;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Operations;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Cli.Commands;

/// <summary>`report`: the account of one day, from the state store; works while the worker runs beside a control plane, and while nothing runs.</summary>
internal static class ReportCommand
{
    private static readonly Option<string> Day = new("--day") { Description = "UTC day on which the windows opened: 2026-11-21.", Required = true };

    private static readonly Option<string> Format = new("--format") { Description = "csv or json.", DefaultValueFactory = _ => "csv" };

    private static readonly Option<string?> Out = new("--out") { Description = "File to write to, instead of standard output." };

    public static Command Create()
    {
        var command = new Command(
            "report",
            "Print fills, fees, splits, merges, redemptions and payouts of one day's windows, exact, and check them against the ledger. Exit code 1 where a settled window differs from it.")
        {
            Day, Format, Declared.Json, Out, SeriesOption.Option, Declared.Data, Declared.Store,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var format = parsed.GetValue(Declared.Json) ? "json" : parsed.GetValue(Format);
        if (format is not ("csv" or "json"))
        {
            throw new UsageException($"--format is '{format}'; allowed is csv, json.");
        }

        if (!DateOnly.TryParseExact(parsed.GetRequiredValue(Day), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            throw new UsageException($"--day is '{parsed.GetRequiredValue(Day)}'; write it as 2026-11-21.");
        }

        var data = DataDirectory.Of(parsed.GetValue(Declared.Data));
        var partition = $"{SeriesOption.Of(parsed).Name}-{day.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}";
        await using var store = ControlPlaneStores.Open(data, parsed.GetValue(Declared.Store) == "azurite");
        try
        {
            var begin = Timestamp.FromSeconds(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds());
            var operations = OperationFiles.ReadDay(Path.Combine(data, "operations"), begin);
            var account = await DayAccount.ReadAsync(store, operations, partition, cancellation);
            var text = format == "csv" ? AccountText.Csv(account) : AccountText.Json(account);
            if (parsed.GetValue(Out) is { } file)
            {
                await File.WriteAllTextAsync(file, text, cancellation);
            }
            else
            {
                Console.Write(text);
            }

            return Tell(account);
        }
        catch (Exception problem) when (problem is StoreUnavailableException or InvalidStateRowException)
        {
            throw new CommandFailedException(problem.Message);
        }
    }

    private static int Tell(DayAccount account)
    {
        foreach (var window in account.Differing)
        {
            Console.Error.WriteLine($"{window.Market}: the movements sum to {window.Cash} dollars, the ledger realised {window.Ledger}.");
        }

        return account.Differing.Count == 0 ? CommandLine.ExitDone : CommandLine.ExitFailed;
    }
}
