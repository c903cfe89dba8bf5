using System.Globalization;
using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Rewards;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Gamma;

/// <summary>
/// Reads the answer of <c>GET /markets?slug=…</c>: an array of none or one market object, some of whose fields are JSON inside
/// strings. Tolerant of numbers written as strings; a field that trading depends on and that is missing or strange is refused.
/// </summary>
public static class GammaMarketReader
{
    /// <summary>Reads the first market of the answer.</summary>
    /// <param name="body">UTF-8 JSON.</param>
    /// <param name="series">The series the slug belongs to.</param>
    /// <param name="market">The market, where it is one this client can trade.</param>
    /// <param name="refusal">Why not, where there is one but it cannot be traded; null with no market is an empty answer.</param>
    /// <returns>True with a market.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> body, WindowSeries series, out GammaMarket? market, out GammaRefusal? refusal)
    {
        (market, refusal) = (null, null);
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
            {
                refusal = new GammaRefusal("body", "is no array of markets");
            }
            else if (document.RootElement.GetArrayLength() > 0)
            {
                market = document.RootElement[0].ValueKind == JsonValueKind.Object ? Read(document.RootElement[0], series, out refusal) : null;
                refusal = market is null ? refusal ?? new GammaRefusal("body", "holds something that is no market") : null;
            }
        }
        catch (JsonException problem)
        {
            refusal = new GammaRefusal("body", "is no JSON: " + problem.Message);
        }
        catch (InvalidOperationException)
        {
            // A string with half a surrogate pair: JSON, but no text.
            (market, refusal) = (null, new GammaRefusal("body", "holds a string that is no text"));
        }

        return market is not null;
    }

    private static GammaMarket? Read(JsonElement json, WindowSeries series, out GammaRefusal? refusal)
    {
        var slug = Text(json, "slug");
        if (!series.TryStartOf(slug, out var opens))
        {
            refusal = new GammaRefusal("slug", $"'{slug}' is not of the series {series.Asset} {series.Interval}");
            return null;
        }

        var version = Version(json);
        var tokens = Strings(json, TokenField(version));
        refusal = Refuse(json, version, tokens, opens, series);
        return refusal is not null ? null : new GammaMarket
        {
            Spec = new MarketSpec
            {
                Slug = slug,
                ConditionId = Text(json, "conditionId"),
                UpTokenId = tokens[0],
                DownTokenId = tokens[1],
                Asset = series.Asset,
                Interval = series.Interval,
                Opens = opens,
                Closes = opens + series.Length,
                TickSize = Tick(json)!.Value,
                MinimumOrderSize = Size.TryParse(Bytes(json, "orderMinSize"), out var minimum) ? minimum : Size.Shares(5),
                Fees = Fees(json)!.Value,
                Settlement = GammaSettlement.Read(new LooseElement(json), default),
                Rewards = Rewards(json),
                NegativeRisk = Flag(json, "negRisk"),
                Version = version,
            },
            Active = Flag(json, "active"),
            Closed = Flag(json, "closed"),
            AcceptingOrders = Flag(json, "acceptingOrders"),
            Winner = Flag(json, "closed") ? Winner(json) : null,
            PriceToBeat = PriceToBeat(json),
        };
    }

    private static MarketVersion Version(JsonElement json) => Text(json, "version") switch
    {
        "v1" => MarketVersion.ConditionalTokens,
        "v2" => MarketVersion.PositionIds,
        _ => MarketVersion.Unknown,
    };

    private static string TokenField(MarketVersion version) => version == MarketVersion.PositionIds ? "positionIds" : "clobTokenIds";

    private static bool IsToken(string text, MarketVersion version) => UInt256.TryParse(text, out var token) && PositionId.Agrees(version, token);

    private static GammaRefusal? Refuse(JsonElement json, MarketVersion version, List<string> tokens, Timestamp opens, WindowSeries series)
    {
        var outcomes = Strings(json, "outcomes");
        return true switch
        {
            // The exchange contract and the signed domain depend on it: a market that does not say is not traded.
            _ when version == MarketVersion.Unknown => new GammaRefusal("version", Text(json, "version") is { Length: > 0 } text ? $"'{text}' is not served by this client" : "is missing"),
            _ when Text(json, "conditionId").Length != 66 => new GammaRefusal("conditionId", "is not 0x and 64 digits"),
            _ when tokens.Count != 2 || !tokens.TrueForAll(token => IsToken(token, version)) => new GammaRefusal(TokenField(version), "are not two token numbers of the market's version"),
            _ when !outcomes.SequenceEqual(["Up", "Down"]) => new GammaRefusal("outcomes", $"'{string.Join(',', outcomes)}' are not Up and Down"),
            _ when Tick(json) is null => new GammaRefusal("orderPriceMinTickSize", $"'{Text(json, "orderPriceMinTickSize")}' is no tick of the venue"),
            _ when Fees(json) is null => new GammaRefusal("feeSchedule", "is missing or strange"),
            _ when Moment(json, "endDate") is { } end && end != opens + series.Length => new GammaRefusal("endDate", $"{end} does not end the window of the slug"),
            _ when Moment(json, "eventStartTime") is { } start && start != opens => new GammaRefusal("eventStartTime", $"{start} does not start the window of the slug"),
            _ => null,
        };
    }

    private static TickSize? Tick(JsonElement json) => TickSize.TryParse(Bytes(json, "orderPriceMinTickSize"), out var tick) ? tick : null;

    private static FeeSchedule? Fees(JsonElement json) => GammaFees.Read(new LooseElement(json));

    // The spread is given in cents, at most to the hundredth: what a price counts in.
    private static RewardProgram Rewards(JsonElement json) =>
        Size.TryParse(Bytes(json, "rewardsMinSize"), out var minimum) && minimum.Units >= 0
        && FixedPointText.TryParse(Bytes(json, "rewardsMaxSpread"), 2, out var spread) && spread is > 0 and <= Price.Scale
            ? new RewardProgram(new Price((int)spread), minimum)
            : default;

    private static Outcome? Winner(JsonElement json) => Strings(json, "outcomePrices") switch
    {
        ["1", "0"] => Outcome.Up,
        ["0", "1"] => Outcome.Down,
        _ => null,
    };

    private static OraclePrice? PriceToBeat(JsonElement json) =>
        json.TryGetProperty("events", out var events) && events.ValueKind == JsonValueKind.Array && events.GetArrayLength() > 0
        && events[0].ValueKind == JsonValueKind.Object && events[0].TryGetProperty("eventMetadata", out var metadata) && metadata.ValueKind == JsonValueKind.Object
        && OraclePrice.TryParse(Bytes(metadata, "priceToBeat"), out var price)
        ? price
        : null;

    private static Timestamp? Moment(JsonElement json, string name) =>
        DateTimeOffset.TryParse(Text(json, name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? Timestamp.FromMilliseconds(moment.ToUnixTimeMilliseconds())
            : null;

    private static bool Flag(JsonElement json, string name) => json.TryGetProperty(name, out var value)
        && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.ValueEquals("true")));

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number => value.GetRawText(),
            _ => "",
        }
        : "";

    private static byte[] Bytes(JsonElement json, string name) => Encoding.UTF8.GetBytes(Text(json, name));

    /// <summary>An array of strings, or the same as JSON inside a string.</summary>
    private static List<string> Strings(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value))
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            return [.. value.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return [];
        }

        try
        {
            return JsonSerializer.Deserialize<List<string>>(value.GetString()!) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
