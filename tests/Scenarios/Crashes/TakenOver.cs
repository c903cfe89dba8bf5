using System.Text.Json.Nodes;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Crashes;

/// <summary>What must be true of a worker that took over from dead ones, by what the exchange says.</summary>
internal static class TakenOver
{
    /// <param name="dead">Epochs of the dead that are known to have had a credential, and the credential.</param>
    /// <param name="slug">A window that the successor must know of; null where any will do.</param>
    public static async Task AssertAsync(
        SurvivingExchange exchange, TemporaryDirectory data, IReadOnlyList<(long Epoch, TradingRequests Credential)> dead, PolycloudProcess successor, string? slug)
    {
        using var worker = new WorkerEndpoint(data.Path);
        JsonNode? status = null;
        await Wait.UntilAsync(
            async () => (bool?)(status = await worker.StatusAsync())?["feeds"]?["reconciliation"] == true,
            "the successor has taken over and asked for trades",
            () => successor.Output);
        foreach (var (epoch, credential) in dead)
        {
            Assert.Empty(await exchange.Witness.OpenOrdersAsync(credential));
            Assert.Null(await exchange.Witness.CredentialAsync(epoch));
        }

        var own = await exchange.Witness.CredentialAsync((long)status!["epoch"]!);
        Assert.NotNull(own);
        await worker.PostAsync("control/halt", "{\"reason\":\"compare\"}");
        await Wait.UntilAsync(async () => (bool?)(status = await worker.StatusAsync())?["clear"] == true, "the successor is clear", () => successor.Output);
        Assert.Empty(await exchange.Witness.OpenOrdersAsync(own));
        var slugs = status!["markets"]!.AsArray().Select(market => (string)market!["slug"]!).ToList();
        Assert.True(slug is null || slugs.Contains(slug), string.Join(' ', slugs));
        foreach (var known in slugs)
        {
            await AssertSamePositionAsync(exchange, worker, own, known, successor);
        }
    }

    /// <summary>A hedge may still be under way, so both are asked until they agree. A window that was settled meanwhile holds nothing on either side.</summary>
    private static async Task AssertSamePositionAsync(SurvivingExchange exchange, WorkerEndpoint worker, TradingRequests own, string slug, PolycloudProcess successor)
    {
        var (said, held) = ("", "");
        await Wait.UntilAsync(
            async () =>
            {
                var (up, down) = await exchange.Witness.HeldAsync(own, slug);
                var market = (await worker.StatusAsync())?["markets"]?.AsArray().FirstOrDefault(market => (string?)market!["slug"] == slug);
                held = $"up {up:0.######} down {down:0.######}";
                said = market is null ? "up 0 down 0" : $"up {(decimal)market["upShares"]!:0.######} down {(decimal)market["downShares"]!:0.######}";
                return said == held;
            },
            $"the worker and the exchange agree on {slug}",
            () => $"The exchange says {held}, the worker {said}.\n{successor.Output}");
    }
}
