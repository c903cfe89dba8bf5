using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolyCloud.ContainerWorker.Api.Pipeline;
using PolyCloud.ContainerWorker.Api.Views;
using PolyCloud.Engine.Markets;
using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Api.Routes;

/// <summary>Windows, their books and where they stand in their life.</summary>
internal static class MarketRoutes
{
    public static void Map(IEndpointRouteBuilder api, IReadModel model)
    {
        api.MapGet("/markets", () => Results.Json(Page<MarketBody>.Of(model.Current, model.Current.Markets.Select(MarketBody.Of)))).Reads<Page<MarketBody>>("listMarkets", "Windows held now, by their open.");
        api.MapGet("/markets/{id}", (string id) => One(model.Current, id, static (market, _) => Results.Json(MarketBody.Of(market)))).ReadsOne<MarketBody>("getMarket", "One window.");
        api.MapGet("/markets/{id}/book", (string id) => One(model.Current, id, static (market, snapshot) => Results.Json(BookBody.Of(market, snapshot))))
            .ReadsOne<BookBody>("getBook", "Both books of one window, up to ten levels a side.");
        api.MapGet("/markets/{id}/lifecycle", (string id) => One(model.Current, id, static (market, _) => Results.Json(LifecycleOf(market)))).ReadsOne<LifecycleBody>("getLifecycle", "Where one window stands.");
    }

    private static IResult One(TradingSnapshot snapshot, string id, Func<MarketSnapshot, TradingSnapshot, IResult> show) =>
        snapshot.Markets.FirstOrDefault(market => market.Id == id || market.View.Spec.ConditionId == id) is { } market
            ? show(market, snapshot)
            : ApiProblem.NotFound($"There is no window '{QueryReader.Shortened(id)}'.");

    private static LifecycleBody LifecycleOf(MarketSnapshot market) => new(
        market.Id, Words.Label(market.View.Phase), Words.Moment(market.View.NextPhaseAt), market.View.Spec.Opens.ToString(), market.View.Spec.Closes.ToString(),
        [.. Enum.GetValues<MarketPhase>().Select(static phase => Words.Label(phase))], market.View.Winner is { } winner ? Words.Label(winner) : null);
}
