using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Markets;
using PolyCloud.Simulator.Users;

namespace PolyCloud.Simulator.Http;

/// <summary>Prices over time and a market's latest trades.</summary>
internal sealed class HistoryRoutes(MarketChannel markets, CredentialDirectory names)
{
    private const int BatchMaximum = 20;
    private const string ActivityStart = "/markets/live-activity/";

    public void AddTo(RouteTable routes)
    {
        routes.Open("GET", "/prices-history", (now, request) => History(now, request));
        routes.Open("POST", "/batch-prices-history", (now, request) => Histories(now, request));
        routes.Open("GET", ActivityStart, (_, request) => Activity(request.Path[ActivityStart.Length..]));
    }

    private VenueResponse History(Timestamp now, VenueRequest request)
    {
        if (!markets.TryFindToken(request.Parameter("market") ?? "", out var feed, out var outcome))
        {
            return VenueResponse.Error(404, "market not found");
        }

        return TryReadSpan(now, request.Parameter("interval"), request.Parameter("startTs"), request.Parameter("endTs"), out var span)
            ? VenueResponse.Ok(Json.Write(writer =>
            {
                writer.WriteStartObject();
                WritePoints(writer, "history", feed, outcome, span, FidelityMinutes(request.Parameter("fidelity")));
                writer.WriteEndObject();
            }))
            : VenueResponse.Error(400, "invalid filters: interval, or startTs and endTs");
    }

    private VenueResponse Histories(Timestamp now, VenueRequest request)
    {
        var tokens = JsonInput.Read(request.Body.Span, root => root.Member("markets")?.Texts());
        return tokens is null or { Count: 0 or > BatchMaximum }
            ? VenueResponse.Error(400, "Invalid payload")
            : VenueResponse.Ok(Json.Write(writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartObject("history");
                foreach (var token in tokens.Distinct(StringComparer.Ordinal))
                {
                    if (markets.TryFindToken(token, out var feed, out var outcome))
                    {
                        WritePoints(writer, token, feed, outcome, (0, now.Seconds), 1);
                    }
                }

                writer.WriteEndObject();
                writer.WriteEndObject();
            }));
    }

    private static void WritePoints(Utf8JsonWriter writer, string name, MarketFeed feed, Outcome outcome, (long From, long To) span, int minutes)
    {
        writer.WriteStartArray(name);
        var last = long.MinValue;
        foreach (var (second, up) in feed.Trades.Prices)
        {
            if (second < span.From || second > span.To || (last != long.MinValue && second / 60 / minutes == last / 60 / minutes))
            {
                continue;
            }

            last = second;
            writer.WriteStartObject();
            writer.WriteNumber("t", second);
            writer.WritePropertyName("p");
            writer.WriteRawValue((outcome == Outcome.Up ? up : up.Complement).ToString());
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static bool TryReadSpan(Timestamp now, string? interval, string? start, string? end, out (long From, long To) span)
    {
        span = (0, now.Seconds);
        long? length = interval switch
        {
            "1h" => 3_600,
            "6h" => 6 * 3_600,
            "1d" => 86_400,
            "1w" => 7 * 86_400,
            "max" or "all" => now.Seconds,
            _ => null,
        };
        if (length is { } seconds)
        {
            span = (now.Seconds - seconds, now.Seconds);
            return true;
        }

        return interval is null && long.TryParse(start, out span.From) && long.TryParse(end, out span.To);
    }

    private static int FidelityMinutes(string? text) => int.TryParse(text, out var minutes) && minutes is > 0 and <= 100_000 ? minutes : 1;

    private VenueResponse Activity(string condition) => markets.FindCondition(condition) is { } feed
        ? VenueResponse.Ok(Json.Write(writer =>
        {
            writer.WriteStartArray();
            foreach (var trade in feed.Trades.NewestFirst)
            {
                WriteActivity(writer, feed.Listing, trade);
            }

            writer.WriteEndArray();
        }))
        : VenueResponse.Error(404, "market not found");

    private void WriteActivity(Utf8JsonWriter writer, Listing listing, VenueTrade trade)
    {
        writer.WriteStartObject();
        writer.WriteString("event_type", "trade");
        writer.WriteStartObject("market");
        writer.WriteString("condition_id", listing.Spec.ConditionId);
        writer.WriteString("asset_id", listing.Spec.TokenId(trade.Outcome));
        writer.WriteString("question", WindowText.Question(listing));
        writer.WriteString("icon", "");
        writer.WriteString("slug", listing.Spec.Slug);
        writer.WriteEndObject();
        writer.WriteStartObject("user");
        writer.WriteString("address", names.NameOf(trade.TakerCredential, trade.TakerOrder).Address);
        writer.WriteString("username", "");
        writer.WriteString("profile_picture", "");
        writer.WriteString("optimized_profile_picture", "");
        writer.WriteString("pseudonym", "");
        writer.WriteEndObject();
        writer.WriteString("side", OrderText.SideText(trade.Side));
        writer.WriteString("size", trade.Size.ToString());
        writer.WriteString("fee_rate_bps", "1000");
        writer.WriteString("price", trade.Price.ToString());
        writer.WriteString("outcome", OrderText.OutcomeText(listing, trade.Outcome));
        writer.WriteNumber("outcome_index", (int)trade.Outcome);
        writer.WriteString("transaction_hash", trade.TransactionHash.ToString());
        writer.WriteString("timestamp", trade.MatchTime.Seconds.ToString());
        writer.WriteEndObject();
    }
}
