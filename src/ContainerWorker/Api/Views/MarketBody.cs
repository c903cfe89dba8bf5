using PolyCloud.Engine.Inputs;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Api.Views;

/// <summary>One window; its id is the slug.</summary>
/// <param name="NotQuoting">Why no entry of ours rests; null while one does.</param>
/// <param name="FairValueUp">Probability of Up by our model; null where there is none.</param>
/// <param name="Strike">What the window must reach, in dollars, exact; null while it is not known.</param>
/// <param name="Underlying">Dollars as last seen.</param>
public sealed record MarketBody(
    string Id, string ConditionId, string Series, string Phase, string Opens, string Closes, string? NextPhaseAt, string? Halt, string? NotQuoting, decimal? UpBestBid, decimal? UpBestAsk, decimal? DownBestBid,
    decimal? DownBestAsk, double? FairValueUp, string? FairValueMissing, string? Strike, double? Underlying, string Toxicity, int LiveOrders, string? Winner)
{
    internal static MarketBody Of(MarketSnapshot market)
    {
        var (view, fair) = (market.View, market.Signals.FairValue);
        return new(
            market.Id, view.Spec.ConditionId, view.Spec.Series, Words.Label(view.Phase), view.Spec.Opens.ToString(), view.Spec.Closes.ToString(), Words.Moment(view.NextPhaseAt), Words.Label(view.Halt),
            Words.Label(view.NotQuoting), Words.Dollars(view.Up.BestBid), Words.Dollars(view.Up.BestAsk), Words.Dollars(view.Down.BestBid), Words.Dollars(view.Down.BestAsk),
            fair.IsValid ? Math.Round(fair.UpProbability, 6) : null, fair.IsValid ? null : Words.Label(fair.Reason), view.Strike?.ToString(), view.Underlying, Words.Label(market.Signals.Toxicity.Level),
            view.LiveOrders.Count, view.Winner is { } winner ? Words.Label(winner) : null);
    }
}

/// <summary>Size at a price.</summary>
public sealed record LevelBody(decimal Price, decimal SizeShares)
{
    internal static IReadOnlyList<LevelBody> Of(IReadOnlyList<BookLevel> levels) => [.. levels.Select(static level => new LevelBody(Words.Dollars(level.Price), Words.Shares(level.Size)))];
}

/// <summary>One token's book, best levels first.</summary>
/// <param name="Epoch">Rises each time the book is dropped.</param>
public sealed record SideBookBody(int Epoch, IReadOnlyList<LevelBody> Bids, IReadOnlyList<LevelBody> Asks)
{
    internal static SideBookBody Of(BookSnapshot book) => new(book.Epoch, LevelBody.Of(book.Bids), LevelBody.Of(book.Asks));
}

/// <summary>Both books of one window, up to ten levels a side.</summary>
public sealed record BookBody(string Id, string AsOf, SideBookBody Up, SideBookBody Down)
{
    internal static BookBody Of(MarketSnapshot market, TradingSnapshot snapshot) => new(market.Id, snapshot.At.ToString(), SideBookBody.Of(market.Up), SideBookBody.Of(market.Down));
}

/// <summary>Where a window stands in its life.</summary>
/// <param name="Phases">All phases in order; the current one and those before it are reached.</param>
public sealed record LifecycleBody(string Id, string Phase, string? NextPhaseAt, string Opens, string Closes, IReadOnlyList<string> Phases, string? Winner);
