using PolyCloud.Engine.Reports;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Api.Views;

/// <summary>What is held of one token.</summary>
/// <param name="Shares">By all executions that did not fail, those in complete sets included.</param>
/// <param name="ConfirmedShares">By confirmed executions alone.</param>
/// <param name="UnpairedShares">Not in complete sets.</param>
/// <param name="CostUsd">Of the unpaired, with fees.</param>
public sealed record HoldingBody(decimal Shares, decimal ConfirmedShares, decimal UnpairedShares, decimal CostUsd, decimal? BestBid, decimal? BestAsk)
{
    internal static HoldingBody Of(OutcomeView view) => new(
        Words.Shares(view.Provisional), Words.Shares(view.Confirmed), Words.Shares(view.Unpaired), Words.Dollars(view.Cost), Words.Dollars(view.BestBid), Words.Dollars(view.BestAsk));
}

/// <summary>One bot's part of a position.</summary>
public sealed record SeatBody(string Bot, decimal UpShares, decimal DownShares, decimal CompleteSets, decimal RealizedPnlUsd, decimal UnrealizedPnlUsd, decimal FeesUsd, string? NotQuoting)
{
    internal static SeatBody Of(SeatView seat) => new(
        seat.Bot.ToString(), Words.Shares(seat.Up), Words.Shares(seat.Down), Words.Shares(seat.CompleteSets), Words.Dollars(seat.Realized), Words.Dollars(seat.Unrealized), Words.Dollars(seat.Fees),
        Words.Label(seat.NotQuoting));
}

/// <summary>What is held in one window; its id is the window's slug.</summary>
/// <param name="NetShares">Unpaired Up less unpaired Down.</param>
public sealed record PositionBody(
    string Id, string Phase, HoldingBody Up, HoldingBody Down, decimal NetShares, decimal CompleteSets, decimal RealizedPnlUsd, decimal UnrealizedPnlUsd, decimal FeesUsd, IReadOnlyList<SeatBody> Bots)
{
    internal static PositionBody Of(MarketSnapshot market) => new(
        market.Id, Words.Label(market.View.Phase), HoldingBody.Of(market.View.Up), HoldingBody.Of(market.View.Down), Words.Shares(market.Net), Words.Shares(market.View.CompleteSets),
        Words.Dollars(market.View.RealizedPnl), Words.Dollars(market.View.UnrealizedPnl), Words.Dollars(market.View.Fees), [.. market.Seats.Select(SeatBody.Of)]);
}
