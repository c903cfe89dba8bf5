using System.Globalization;
using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Scenarios.Live;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Secrets;

/// <summary>Everything that every command prints and writes is searched for the secrets it worked with.</summary>
public sealed class SecretScenarios(SimulatorInThePlaceOfTheVenue venue) : IClassFixture<SimulatorInThePlaceOfTheVenue>
{
    private const string Key = "7c0ffee15ca1ab1e7c0ffee15ca1ab1e7c0ffee15ca1ab1e7c0ffee15ca1ab1e";

    private const string Hook = "hook-canary-4f1c9b7d20e3";

    private const string Bot = "98765:canary-bot_5d2e8f3a1b";

    [Fact]
    public void A_canary_is_found_in_every_form()
    {
        var canary = CanarySecret.Hex("key", Key);
        Assert.NotNull(canary.FoundIn(Encoding.ASCII.GetBytes("x0x" + Key.ToUpperInvariant())));
        Assert.NotNull(canary.FoundIn(Encoding.ASCII.GetBytes(Convert.ToBase64String(Convert.FromHexString(Key)))));
        Assert.NotNull(canary.FoundIn(Convert.FromHexString("00" + Key)));
        Assert.Null(canary.FoundIn(Encoding.ASCII.GetBytes(Key[..40])));
    }

    [Fact]
    public async Task No_secret_of_a_run_is_printed_or_written()
    {
        using var data = new TemporaryDirectory();
        using var worker = new WorkerEndpoint(data.Path);
        var wallet = SimulatorInThePlaceOfTheVenue.WalletOf(3, Key);
        wallet["POLYCLOUD_ALERT_WEBHOOK"] = "http://127.0.0.1:9/" + Hook;
        wallet["POLYCLOUD_ALERT_TELEGRAM_TOKEN"] = Bot;
        wallet["POLYCLOUD_ALERT_TELEGRAM_CHAT"] = "-1";
        wallet["POLYCLOUD_ALERT_TELEGRAM_SERVICE"] = "http://127.0.0.1:9/";
        await using var doctor = await PolycloudProcess.RunAsync(Wait.Long, wallet, ["doctor", .. venue.Options, "--data", data.Path]);
        await using var live = PolycloudProcess.Start(
            wallet,
            ["live", "--i-understand-that-real-money-is-at-risk", "--accept-warnings", .. venue.Options, "--windows", "1", "--data", data.Path, "--set", "engine.asymmetric.minimumSpread=0.01"]);
        await live.LineAsync("worker     up", Wait.Long);
        string? status = null;
        await Wait.UntilAsync(async () => (status = (await worker.StatusAsync())?.ToJsonString() ?? status) is not null, "the status document is there", () => live.Output);
        var served = await ServedDocuments.ReadAllAsync(data.Path);
        await live.EndAsync(TimeSpan.FromSeconds(240));
        await using var signed = await PolycloudProcess.RunAsync(Wait.Long, wallet, "sign-order", "--input", OrderFile(data.Path));

        Assert.Contains("epoch", status!, StringComparison.Ordinal);
        var secrets = await SecretsAsync();
        Assert.Equal(5, secrets.Count);
        secrets = [.. secrets, CanarySecret.Text("webhook", Hook), CanarySecret.Text("bot", Bot)];
        Assert.Contains(served, static document => document.Path == "/metrics");
        Assert.Contains(served, static document => document.Path == "/performance" && document.Text.Contains("</html>", StringComparison.Ordinal));
        Assert.True(served.Count > 20);
        foreach (var (path, text) in served)
        {
            AssertHidden(secrets, path, text);
        }

        AssertHidden(secrets, "doctor", doctor.Output);
        AssertHidden(secrets, "live", live.Output);
        AssertHidden(secrets, "sign-order", signed.Output);
        AssertHidden(secrets, "simulator", venue.Output);
        AssertHidden(secrets, "the status document", status!);
        var files = Directory.GetFiles(data.Path, "*", SearchOption.AllDirectories);
        Assert.Contains(files, file => file.Contains("intents", StringComparison.Ordinal));
        Assert.Contains(files, file => file.Contains("state", StringComparison.Ordinal));
        foreach (var file in files)
        {
            AssertHidden(secrets, file, await File.ReadAllBytesAsync(file));
        }
    }

    [Theory]
    [InlineData("doctor")]
    [InlineData("live")]
    [InlineData("sign-order")]
    public async Task A_key_that_is_none_is_refused_without_being_repeated(string command)
    {
        using var data = new TemporaryDirectory();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["POLYCLOUD_PRIVATE_KEY"] = Key + "ff", ["POLYCLOUD_LIVE"] = "yes" };
        string[] arguments = command == "sign-order" ? [command, "--input", OrderFile(data.Path)] : [command, .. venue.Options, "--data", data.Path];
        await using var process = await PolycloudProcess.RunAsync(Wait.Long, environment, arguments);
        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains("POLYCLOUD_PRIVATE_KEY", process.Output, StringComparison.Ordinal);
        AssertHidden([CanarySecret.Hex("key", Key)], command, process.Output);
    }

    [Fact]
    public async Task A_key_set_in_the_funders_place_is_not_repeated()
    {
        using var data = new TemporaryDirectory();
        var environment = SimulatorInThePlaceOfTheVenue.WalletOf(0);
        environment["POLYCLOUD_FUNDER"] = Key;
        await using var process = await PolycloudProcess.RunAsync(Wait.Long, environment, ["doctor", .. venue.Options, "--data", data.Path]);
        Assert.Equal(2, process.ExitCode);
        AssertHidden([CanarySecret.Hex("key", Key)], "doctor", process.Output);
    }

    private static void AssertHidden(IReadOnlyList<CanarySecret> secrets, string where, string text) => AssertHidden(secrets, where, Encoding.UTF8.GetBytes(text));

    private static void AssertHidden(IReadOnlyList<CanarySecret> secrets, string where, byte[] bytes) =>
        Assert.All(secrets, secret => Assert.True(secret.FoundIn(bytes) is not { } form, $"{where} shows the {secret.Name}, {secret.FoundIn(bytes)}"));

    private static string OrderFile(string directory)
    {
        using var key = PrivateKey.FromHex(Key);
        var path = Path.Combine(directory, "order.json");
        File.WriteAllText(
            path,
            $$"""{"salt":1,"maker":"{{key.Address}}","signer":"{{key.Address}}","tokenId":"123","makerAmount":"9400000","takerAmount":"20000000","side":"BUY","signatureType":0,"timestamp":"1793491200000","expiration":"0","metadata":"0x{{new string('0', 64)}}","builder":"0x{{new string('0', 64)}}","negRisk":false,"chainId":137,"version":2}""");
        return path;
    }

    /// <summary>The key, and secret and passphrase of the credentials of doctor (nonce 0) and worker (epoch 1).</summary>
    private async Task<IReadOnlyList<CanarySecret>> SecretsAsync()
    {
        using var key = PrivateKey.FromHex(Key);
        using var http = new HttpPump(new Dictionary<VenueService, Uri> { [VenueService.Clob] = new(venue.Address) }, TimeProvider.System);
        var secrets = new List<CanarySecret> { CanarySecret.Hex("key", Key) };
        foreach (var nonce in (long[])[0, 1])
        {
            var time = await http.SendAsync(PublicRequests.Time(1), CancellationToken.None);
            Assert.True(BareNumber.TryReadTime(time.Body.Span, out var now));
            var answer = await http.SendAsync(CredentialRequests.Derive(2, now, key, nonce), CancellationToken.None);
            Assert.True(CredentialAnswer.TryRead(answer.Body.Span, out var credential), string.Create(CultureInfo.InvariantCulture, $"the venue gave no credential of nonce {nonce}"));
            secrets.Add(CanarySecret.Base64($"API secret of nonce {nonce}", credential!.SecretText));
            secrets.Add(CanarySecret.Text($"passphrase of nonce {nonce}", credential.Passphrase));
        }

        return secrets;
    }
}
