using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Markets;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.DataApi;

/// <summary>
/// The Data API, version 2, over the wallets that hold API keys. Traders of the order flow are nobody's wallets and have no rows
/// of their own, but their trades are in a market's list. Nothing is cached, as the venue's network does.
/// </summary>
internal sealed class DataApiRoutes(ExchangeVenue exchange, MarketChannel markets, CredentialDirectory credentials)
{
    public void AddTo(RouteTable routes)
    {
        routes.Open("GET", "/v2/trades", (_, request) => Fills(request, "side", DataRows.WriteTrade));
        routes.Open("GET", "/v2/activity", (_, request) => request.Parameter("type") is null or "TRADE"
            ? Fills(request, "side", DataRows.WriteActivity)
            : DataPage.Of<WalletFill>(request, [], (_, _) => { }));
        routes.Open("GET", "/v2/positions", (_, request) => Positions(request));
        routes.Open("GET", "/v2/value", (_, request) => Value(request));
        routes.Open("GET", "/v2/user-pnl", (now, request) => Profit(now, request));
        routes.Open("GET", "/v2/leaderboard", (_, request) => Leaderboard(request));
        routes.Open("GET", "/v2/resolutions", (_, request) => Resolutions(request));
        routes.Open("GET", "/v2/status", (now, _) => DataPage.Single(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("status", "ok");
            writer.WriteNumber("timestamp", now.Seconds);
            writer.WriteEndObject();
        }));
    }

    private VenueResponse Fills(VenueRequest request, string sideName, Action<Utf8JsonWriter, string, WalletFill, Listing> write)
    {
        var conditions = request.Parameters("condition").SelectMany(text => text.Split(',')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var side = request.Parameter(sideName);
        var takersOnly = request.Parameter("taker_only") == "true";
        var rows = Traded(request, conditions)
            .Where(row => conditions.Count == 0 || conditions.Contains(markets.Feed(row.Fill.Trade.Listing).Listing.Spec.ConditionId))
            .Where(row => side is null || string.Equals(side, Users.OrderText.SideText(row.Fill.Side), StringComparison.OrdinalIgnoreCase))
            .Where(row => !takersOnly || row.Fill.IsTaker)
            .Where(row => IsWithin(request, row.Fill.Trade.MatchTime.Seconds));
        return DataPage.Of(request, rows, (writer, row) => write(writer, row.Wallet, row.Fill, markets.Feed(row.Fill.Trade.Listing).Listing));
    }

    /// <summary>Of a wallet every fill; of markets their latest trades, in the taker's terms.</summary>
    private IEnumerable<(string Wallet, WalletFill Fill)> Traded(VenueRequest request, HashSet<string> conditions)
    {
        if (request.Parameter("user") is { } user)
        {
            return Wallet(user) is { } wallet
                ? WalletFill.Of(wallet.Account, exchange, credentials).Select(fill => (wallet.AddressText, fill))
                : [];
        }

        return conditions.Select(markets.FindCondition).OfType<MarketFeed>().SelectMany(feed => feed.Trades.NewestFirst).Select(trade => (
            credentials.NameOf(trade.TakerCredential, trade.TakerOrder).Address,
            new WalletFill(trade, trade.Outcome, trade.Side, trade.Price, trade.Size, trade.Amount, trade.Fee, IsTaker: true)));
    }

    private VenueResponse Positions(VenueRequest request)
    {
        var status = request.Parameter("status");
        var condition = request.Parameter("condition");
        var wallets = request.Parameter("user") is { } user
            ? Wallet(user) is { } one ? [one] : []
            : credentials.Wallets;
        if (request.Parameter("user") is null && condition is null)
        {
            return DataPage.Refuse("user or condition is required", "user");
        }

        var rows = wallets.SelectMany(wallet => Position.Of(wallet.Account, exchange, credentials).Select(position => (Wallet: wallet.AddressText, Position: position)))
            .Select(row => (row.Wallet, row.Position, Feed: markets.Feed(row.Position.Listing)))
            .Where(row => condition is null || string.Equals(condition, row.Feed.Listing.Spec.ConditionId, StringComparison.OrdinalIgnoreCase))
            .Where(row => status == DataRows.StatusOf(row.Position, row.Feed.Listing) || (status is null && DataRows.StatusOf(row.Position, row.Feed.Listing) == "OPEN"));
        return DataPage.Of(request, rows, (writer, row) => DataRows.WritePosition(writer, row.Wallet, row.Position, row.Feed));
    }

    private VenueResponse Value(VenueRequest request) => DataPage.Single(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("user", request.Parameter("user") ?? "");
        DataText.WriteMillionths(writer, "value", Wallet(request.Parameter("user")) is { } wallet
            ? Position.Of(wallet.Account, exchange, credentials).Sum(position => position.Held * markets.Feed(position.Listing).HintHalfUnits(position.Outcome) / (2 * Price.Scale))
            : 0);
        writer.WriteEndObject();
    });

    private VenueResponse Profit(Timestamp now, VenueRequest request) => DataPage.Of<long>(
        request, Wallet(request.Parameter("user")) is { } wallet ? [ProfitOf(wallet)] : [], (writer, profit) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("t", now.Seconds);
            DataText.WriteMillionths(writer, "p", profit);
            writer.WriteEndObject();
        });

    private VenueResponse Leaderboard(VenueRequest request)
    {
        var byVolume = request.Parameter("sort_by") == "VOLUME";
        var rows = credentials.Wallets
            .Select(wallet => (wallet.AddressText, Profit: ProfitOf(wallet), Volume: WalletFill.Of(wallet.Account, exchange, credentials).Sum(fill => fill.Size.Units)))
            .OrderByDescending(row => byVolume ? row.Volume : row.Profit)
            .Select((row, index) => (Rank: index + 1, row.AddressText, row.Profit, row.Volume));
        return DataPage.Of(request, rows, (writer, row) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("rank", row.Rank);
            writer.WriteString("user_id", row.AddressText);
            DataText.WriteMillionths(writer, "pnl", row.Profit);
            DataText.WriteMillionths(writer, "volume", row.Volume);
            writer.WriteString("user_name", "");
            writer.WriteString("profile_image", "");
            writer.WriteNull("x_username");
            writer.WriteBoolean("verified", false);
            writer.WriteEndObject();
        });
    }

    /// <summary>Windows that have a result; those without have no row.</summary>
    private VenueResponse Resolutions(VenueRequest request)
    {
        var conditions = request.Parameters("condition").SelectMany(text => text.Split(',')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var (question, eventId) = (request.Parameter("question_id"), request.Parameter("event_id"));
        if (conditions.Count == 0 && question is null && eventId is null)
        {
            return DataPage.Refuse("condition, question_id or event_id is required", "condition");
        }

        var rows = markets.Feeds.Select(feed => feed.Listing).Where(listing => listing.Winner is not null
            && (conditions.Contains(listing.Spec.ConditionId) || question == WindowText.QuestionId(listing) || eventId == WindowText.EventId(listing)));
        return DataPage.Of(request, rows, (writer, listing) =>
        {
            writer.WriteStartObject();
            writer.WriteString("condition_id", listing.Spec.ConditionId);
            writer.WriteString("question_id", WindowText.QuestionId(listing));
            writer.WriteString("event_id", WindowText.EventId(listing));
            writer.WriteString("status", "RESOLVED");
            writer.WriteString("reporter", "CHAINLINK");
            writer.WriteStartArray("payouts");
            writer.WriteNumberValue(listing.Winner == Outcome.Up ? 1_000_000 : 0);
            writer.WriteNumberValue(listing.Winner == Outcome.Up ? 0 : 1_000_000);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private long ProfitOf(ApiCredential wallet) => Position.Of(wallet.Account, exchange, credentials)
        .Sum(position => position.Profit(markets.Feed(position.Listing).HintHalfUnits(position.Outcome), 2 * Price.Scale));

    private ApiCredential? Wallet(string? address) =>
        WalletAddress.TryParse(address, out var wanted) ? credentials.Wallets.FirstOrDefault(wallet => wallet.Address == wanted) : null;

    private static bool IsWithin(VenueRequest request, long seconds) =>
        (!long.TryParse(request.Parameter("start"), out var start) || seconds >= start)
        && (!long.TryParse(request.Parameter("end"), out var end) || seconds <= end);
}
