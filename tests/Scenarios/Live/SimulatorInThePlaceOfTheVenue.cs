using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Live;

/// <summary>A simulator process in the real venue's place, twenty times as fast, and the wallets that trade at it.</summary>
public sealed class SimulatorInThePlaceOfTheVenue : IAsyncLifetime, IDisposable
{
    /// <summary>Published test key of an Ethereum development node: no secret.</summary>
    public const string Key = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(30) };
    private PolycloudProcess? _process;
    private JsonNode? _addresses;

    public string Address => (string)_addresses!["clob"]!;

    public string Output => _process!.Output;

    /// <summary>Options of every command that is pointed at it.</summary>
    public string[] Options => ["--venue", Address, "--clock", (string)_addresses!["clock"]!];

    public static Dictionary<string, string> WalletOf(int signatureType, string key = Key)
    {
        using var owner = PrivateKey.FromHex(key);
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["POLYCLOUD_PRIVATE_KEY"] = key,
            ["POLYCLOUD_SIGNATURE_TYPE"] = signatureType.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["POLYCLOUD_FUNDER"] = (signatureType switch
            {
                0 => owner.Address,
                1 => WalletDerivation.Proxy(owner.Address),
                2 => WalletDerivation.Safe(owner.Address),
                _ => WalletDerivation.Deposit(owner.Address),
            }).ToString(),
        };
    }

    public async Task InitializeAsync()
    {
        _process = PolycloudProcess.Start("simulator", "--speed", "20", "--seed", "7");
        _addresses = JsonNode.Parse(await _process.LineAsync("\"clob\"", Wait.Long));
    }

    /// <summary>Switches one fault on for as long as the result is not disposed.</summary>
    public async Task<IAsyncDisposable> FaultAsync(string plan)
    {
        using var answer = await _client.PostAsJsonAsync(new Uri(new Uri(Address), "/sim/faults"), new { fault = plan });
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return new Switched(this);
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }
    }

    public void Dispose() => _client.Dispose();

    private sealed class Switched(SimulatorInThePlaceOfTheVenue venue) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => (await venue._client.DeleteAsync(new Uri(new Uri(venue.Address), "/sim/faults"))).Dispose();
    }
}
