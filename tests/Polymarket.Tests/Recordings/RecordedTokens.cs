using System.Text.Json;
using PolyCloud.Engine.Markets;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Tests.Market;

namespace PolyCloud.Polymarket.Tests.Recordings;

/// <summary>Registers every market that frames speak of, so that a frame of a recording can have no unknown token.</summary>
internal static class RecordedTokens
{
    /// <summary>A token that completes a market of which a recording shows one token only.</summary>
    private const string NeverSeen = "10000000000000000000000000000000000000000000000000000000000000000000000000";

    public static TokenDirectory Of(IEnumerable<string> frames)
    {
        var markets = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var frame in frames)
        {
            using var json = JsonDocument.Parse(frame);
            Collect(json.RootElement, markets);
        }

        var directory = new TokenDirectory();
        foreach (var (market, tokens) in markets.Where(entry => entry.Value.Count > 0))
        {
            var second = tokens.Count > 1 ? tokens[1] : NeverSeen + directory.Count.ToString("0000");
            Assert.True(directory.TryAdd(new MarketId(directory.Count), CapturedMarkets.Spec(300L * directory.Count, market, tokens[0], second)));
        }

        return directory;
    }

    private static void Collect(JsonElement element, SortedDictionary<string, List<string>> markets)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, markets);
            }
        }
        else if (element.TryGetProperty("market", out var market))
        {
            var tokens = markets.TryGetValue(market.GetString()!, out var known) ? known : markets[market.GetString()!] = [];
            Note(element, "asset_id", tokens);
            Note(element, "winning_asset_id", tokens);
            if (element.TryGetProperty("price_changes", out var changes))
            {
                foreach (var change in changes.EnumerateArray())
                {
                    Note(change, "asset_id", tokens);
                }
            }
        }
    }

    private static void Note(JsonElement element, string name, List<string> tokens)
    {
        if (element.TryGetProperty(name, out var token) && !tokens.Contains(token.GetString()!))
        {
            tokens.Add(token.GetString()!);
        }
    }
}
