using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Api.Views;

/// <summary>One order of ours.</summary>
/// <param name="State">pending-place, live, unknown, pending-cancel, cancelled, matched, rejected or never-arrived.</param>
/// <param name="AnsweredAfterMilliseconds">From the decision to the venue's first answer; null before it.</param>
public sealed record OrderBody(
    string Id, string Market, string Bot, string Purpose, string Type, string Outcome, string Side, decimal Price, decimal SizeShares, decimal MatchedShares, string State, string? Reason, string Placed,
    string Updated, double? AnsweredAfterMilliseconds)
{
    internal static OrderBody Of(OrderSnapshot order) => new(
        order.Id, order.Slug, order.Bot.ToString(), Words.Label(order.Purpose), Words.Label(order.Type), Words.Label(order.Outcome), Words.Label(order.Side), Words.Dollars(order.Price),
        Words.Shares(order.Size), Words.Shares(order.Matched), Words.Label(order.State), Words.Label(order.Reason), order.Placed.ToString(), order.Updated.ToString(), order.AnsweredAfter?.Micros / 1e3);
}

/// <summary>One execution at its last settlement status.</summary>
/// <param name="Status">matched, mined, retrying, confirmed or failed.</param>
/// <param name="AmountUsd">Moved without the fee.</param>
public sealed record FillBody(
    string Id, string Market, string? Bot, string Order, string Outcome, string Side, decimal Price, decimal SizeShares, decimal AmountUsd, decimal FeeUsd, bool IsMaker, string Status, string VenueTime, string Seen)
{
    internal static FillBody Of(FillSnapshot fill) => new(
        fill.Id, fill.Slug, fill.Bot?.ToString(), fill.Fill.Intent.ToString(), Words.Label(fill.Fill.Outcome), Words.Label(fill.Fill.Side), Words.Dollars(fill.Fill.Price), Words.Shares(fill.Fill.Size),
        Words.Dollars(fill.Fill.Amount), Words.Dollars(fill.Fill.Fee), fill.Fill.IsMaker, Words.Label(fill.Fill.Status), fill.Fill.VenueTime.ToString(), fill.Seen.ToString());
}
