using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Data;

/// <summary>Requests to the Data API, second version. Public; answers are cached by the venue for 5 to 300 s.</summary>
public static class DataRequests
{
    /// <summary>Conditions in one request.</summary>
    public const int MaximumConditions = 20;

    public static HttpCall Trades(long id, DataTradeQuery query, string cursor = "") => Get(id, new PathQuery("/v2/trades")
        .With("user", query.User).With("condition", Joined(query.Conditions)).With("side", query.Side is { } side ? Clob.PublicRequests.Name(side) : null)
        .With("taker_only", query.TakerOnly).With("filter_type", query.MinimumAmount is null ? null : query.AmountInTokens ? "TOKENS" : "CASH")
        .With("filter_amount", query.MinimumAmount).With("start", query.From?.Seconds).With("end", query.Until?.Seconds)
        .With("limit", query.Limit).With("cursor", cursor));

    /// <param name="type">One of the venue's activity types, or empty for all.</param>
    public static HttpCall Activity(long id, string user, string type = "", int? limit = null, string cursor = "") => Get(
        id, new PathQuery("/v2/activity").With("user", user).With("type", type).With("limit", limit).With("cursor", cursor));

    /// <param name="user">A wallet, or empty where conditions are given.</param>
    /// <param name="status">OPEN, REDEEMABLE, REDEEMABLE_LOST, MERGEABLE, CLOSED, or empty for the venue's choice.</param>
    public static HttpCall Positions(long id, string user, IReadOnlyList<string>? conditions = null, string status = "", int? limit = null, string cursor = "") => Get(
        id, new PathQuery("/v2/positions").With("user", user).With("condition", Joined(conditions ?? [])).With("status", status).With("limit", limit).With("cursor", cursor));

    /// <param name="period">day, week, month or all.</param>
    /// <param name="sortBy">PNL or VOLUME.</param>
    public static HttpCall Leaderboard(long id, string period = "day", string sortBy = "PNL", int? limit = null, string cursor = "") => Get(
        id, new PathQuery("/v2/leaderboard").With("time_period", period).With("sort_by", sortBy).With("limit", limit).With("cursor", cursor));

    /// <param name="conditionId">64 hexadecimal digits.</param>
    public static HttpCall Resolutions(long id, string conditionId) => Get(id, new PathQuery("/v2/resolutions").With("condition", conditionId));

    public static HttpCall ResolutionsOfQuestion(long id, string questionId) => Get(id, new PathQuery("/v2/resolutions").With("question_id", questionId));

    public static HttpCall ResolutionsOfEvent(long id, string eventId) => Get(id, new PathQuery("/v2/resolutions").With("event_id", eventId));

    public static HttpCall UserProfit(long id, string user) => OfUser(id, "/v2/user-pnl", user);

    public static HttpCall UserStatistics(long id, string user) => OfUser(id, "/v2/user-stats", user);

    public static HttpCall Value(long id, string user) => OfUser(id, "/v2/value", user);

    public static HttpCall Approvals(long id, string user) => OfUser(id, "/v2/approvals", user);

    public static HttpCall Holders(long id, string conditionId, int? limit = null, string cursor = "") =>
        Get(id, new PathQuery("/v2/holders").With("condition", conditionId).With("limit", limit).With("cursor", cursor));

    public static HttpCall OpenInterest(long id, IReadOnlyList<string> conditions) => Get(id, new PathQuery("/v2/oi").With("condition", Joined(conditions)));

    public static HttpCall PricesHistory(long id, string tokenId, string interval = "1h") =>
        Get(id, new PathQuery("/v2/prices-history").With("token_id", tokenId).With("interval", interval));

    public static HttpCall Status(long id) => Get(id, new PathQuery("/v2/status"));

    private static HttpCall OfUser(long id, string path, string user) => Get(id, new PathQuery(path).With("user", user));

    private static HttpCall Get(long id, PathQuery path) => path.Get(id, VenueService.Data);

    private static string Joined(IReadOnlyList<string> conditions)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(conditions.Count, MaximumConditions);
        return string.Join(',', conditions);
    }
}
