using System.CommandLine;
using System.Text.Json;
using PolyCloud.Cli.Clock;
using PolyCloud.Cli.Up;
using PolyCloud.ContainerWorker.Doctor;
using PolyCloud.ContainerWorker.Settings;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.Cli.Commands;

/// <summary>`doctor`: whether this machine, this wallet and the venue are fit to trade, and what to do where not.</summary>
internal static class DoctorCommand
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private static readonly Option<bool> Json = new("--json") { Description = "The report as one JSON document." };

    public static Command Create()
    {
        var command = new Command(
            "doctor",
            "Check what live trading depends on: this machine, the wallet, clock, region, account, collateral, every socket, the chain. One line each: ok, warning or error, and what to do. "
            + "Exit code 0, 1 with warnings, 2 with errors. Places nothing.")
        {
            Declared.Venue, Declared.LiveData, Declared.Set, Json, Declared.Clock,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var settings = EngineSettings.ReadAll(parsed.GetValue(Declared.Set) ?? [], []);
        var asJson = parsed.GetValue(Json);
        PrivateKey? key = null;
        try
        {
            using var doctor = new DoctorRun(new DoctorOptions
            {
                Venue = settings.Addresses(parsed.GetValue(Declared.Venue)),
                DataDirectory = DataDirectory.OfLive(parsed.GetValue(Declared.LiveData)),
                Capital = settings.Live.Capital,
                Time = ClockOption.Of(parsed),
                OpenWallet = async stop =>
                {
                    key = await KeySource.OpenAsync(KeySource.Of(Environment.GetEnvironmentVariable), stop);
                    return WalletIdentity.Read(key, Environment.GetEnvironmentVariable);
                },
            });
            var report = await doctor.RunAsync(line => Tell(line, asJson), cancellation);
            if (asJson)
            {
                Console.WriteLine(report.ToJson().ToJsonString(Indented));
            }

            return (int)report.Worst;
        }
        finally
        {
            key?.Dispose();
        }
    }

    private static void Tell(DoctorLine line, bool asJson)
    {
        if (!asJson)
        {
            Console.WriteLine(DoctorReport.Text(line));
        }
    }
}
