using System.Text.Json.Nodes;
using PolyCloud.Scenarios.Live;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Doctor;

/// <summary>`doctor` against a healthy venue, and against each thing that can be wrong.</summary>
public sealed class DoctorScenarios(SimulatorInThePlaceOfTheVenue venue) : IClassFixture<SimulatorInThePlaceOfTheVenue>
{
    private static readonly string[] Names =
    [
        "signing library", "storage", "disk", "wallet", "clock", "order version", "region", "market", "token ids", "credential", "account", "collateral", "tier",
        "market socket", "user socket", "price socket", "legacy price socket", "binance socket", "coinbase socket", "chain",
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Everything_in_order_is_ok_for_every_kind_of_wallet(int signatureType)
    {
        var (code, lines, output) = await AskAsync(SimulatorInThePlaceOfTheVenue.WalletOf(signatureType));
        Assert.True(code == 0, output);
        Assert.Equal(Names, lines.Keys);
        Assert.All(lines, line => Assert.True(line.Value == "ok", output));
    }

    [Fact]
    public async Task Without_a_key_what_needs_none_is_still_checked()
    {
        var (code, lines, output) = await AskAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["POLYCLOUD_PRIVATE_KEY"] = "" });
        Assert.Equal(2, code);
        Assert.Contains("POLYCLOUD_PRIVATE_KEY", output, StringComparison.Ordinal);
        Assert.Equal(("error", "ok", "warning", "ok"), (lines["wallet"], lines["region"], lines["credential"], lines["market socket"]));
    }

    [Fact]
    public async Task A_funder_of_another_key_is_an_error_that_names_the_right_one()
    {
        var wallet = SimulatorInThePlaceOfTheVenue.WalletOf(2);
        var right = wallet["POLYCLOUD_FUNDER"];
        wallet["POLYCLOUD_FUNDER"] = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
        var (code, lines, output) = await AskAsync(wallet);
        Assert.Equal((2, "error"), (code, lines["wallet"]));
        Assert.Contains(right, output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("geoblocked", "region", "error", 2)]
    [InlineData("closed-only", "account", "error", 2)]
    public async Task What_the_venue_refuses_is_told_with_what_to_do(string fault, string name, string level, int exitCode)
    {
        await using var switched = await venue.FaultAsync(fault);
        var (code, lines, output) = await AskAsync(SimulatorInThePlaceOfTheVenue.WalletOf(0));
        Assert.True(code == exitCode, output);
        Assert.Equal(level, lines[name]);
    }

    [Fact]
    public async Task Too_little_collateral_for_the_capital_is_a_warning()
    {
        var (code, lines, _) = await AskAsync(SimulatorInThePlaceOfTheVenue.WalletOf(0), "--set", "live.capital=5000");
        Assert.Equal((1, "warning"), (code, lines["collateral"]));
    }

    [Fact]
    public async Task A_venue_that_is_not_there_is_an_error_in_bounded_time()
    {
        using var data = new TemporaryDirectory();
        await using var process = await PolycloudProcess.RunAsync(
            TimeSpan.FromSeconds(120), SimulatorInThePlaceOfTheVenue.WalletOf(0), "doctor", "--venue", "http://127.0.0.1:9", "--data", data.Path);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("no connection could be made", process.Output, StringComparison.Ordinal);
    }

    private async Task<(int Code, Dictionary<string, string> Lines, string Output)> AskAsync(Dictionary<string, string> environment, params string[] more)
    {
        using var data = new TemporaryDirectory();
        await using var process = await PolycloudProcess.RunAsync(TimeSpan.FromSeconds(120), environment, ["doctor", "--json", .. venue.Options, "--data", data.Path, .. more]);
        var lines = JsonNode.Parse(process.Output)!["checks"]!.AsArray().ToDictionary(line => (string)line!["name"]!, line => (string)line!["level"]!);
        return (process.ExitCode, lines, process.Output);
    }
}
