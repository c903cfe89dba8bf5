using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Api.Pipeline;
using PolyCloud.ContainerWorker.Api.Views;
using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Commands;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Api.Routes;

/// <summary>Orders and executions.</summary>
internal static class OrderRoutes
{
    public static void Map(IEndpointRouteBuilder api, IReadModel model, ITradingCommands commands)
    {
        api.MapGet("/orders", (string? state, string? market, string? bot, string? limit) => List(model.Current, state, market, bot, limit))
            .Reads<Page<OrderBody>>("listOrders", "Live orders (state=live, the default) or the newest of all (state=all), newest last or first.");
        api.MapGet("/orders/{id}", (string id) => Find(model.Current, id) is { } order ? Results.Json(OrderBody.Of(order)) : Missing(id))
            .ReadsOne<OrderBody>("getOrder", "One order that lives or is still remembered.");
        RouteKit.MapPost(api, "/orders", context => PlaceAsync(context, commands))
            .Changes<PlaceOrderBody>(ApiRole.Trade, "placeOrder", "Sends an order that takes at once what is there, by the phases and limits of every other; refused by them it is 409 with the reason.");
        api.MapDelete("/orders/{id}", (string id, HttpContext context) => RouteKit.ActAsync(context, (reason, who) => commands.CancelOrderAsync(id, reason, who)))
            .Changes<ReasonBody>(ApiRole.Trade, "cancelOrder", "Cancels one live order. Its bot may quote again: pause it to keep it away.");
        api.MapGet("/fills", (string? market, string? bot, string? limit) => Fills(model.Current, market, bot, limit))
            .Reads<Page<FillBody>>("listFills", "The newest executions at their last settlement status, newest first.");
    }

    private static async Task<IResult> PlaceAsync(HttpContext context, ITradingCommands commands)
    {
        var (body, problem) = await BodyReader.ReadAsync<PlaceOrderBody>(context);
        return problem ?? PlaceOrderReader.Read(body!, out var request) ?? RouteKit.Answer(await commands.PlaceOrderAsync(request!, KeyGate.CallerOf(context).Name));
    }

    private static IResult List(TradingSnapshot snapshot, string? state, string? market, string? bot, string? limit)
    {
        if ((QueryReader.Limit(limit, out var most) ?? QueryReader.Choice("state", state, "live", "all")) is { } problem)
        {
            return problem;
        }

        var orders = state == "all" ? snapshot.RecentOrders : snapshot.LiveOrders;
        return Results.Json(Page<OrderBody>.Of(
            snapshot, orders.Where(order => (market is null || order.Slug == market) && (bot is null || order.Bot.ToString() == bot)).Select(OrderBody.Of), most));
    }

    private static IResult Fills(TradingSnapshot snapshot, string? market, string? bot, string? limit) => QueryReader.Limit(limit, out var most) is { } problem
        ? problem
        : Results.Json(Page<FillBody>.Of(
            snapshot, snapshot.RecentFills.Where(fill => (market is null || fill.Slug == market) && (bot is null || fill.Bot?.ToString() == bot)).Select(FillBody.Of), most));

    private static OrderSnapshot? Find(TradingSnapshot snapshot, string id)
    {
        foreach (var order in snapshot.LiveOrders.Concat(snapshot.RecentOrders))
        {
            if (order.Id == id)
            {
                return order;
            }
        }

        return null;
    }

    private static ApiProblem Missing(string id) => ApiProblem.NotFound($"No order '{QueryReader.Shortened(id)}' lives or is remembered.");
}
