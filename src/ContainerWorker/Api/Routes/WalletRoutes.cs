using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Api.Pipeline;
using PolyCloud.ContainerWorker.Api.Views;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Commands;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Api.Routes;

/// <summary>What the wallet holds and did, and wishes to move money. No route moves any.</summary>
internal static class WalletRoutes
{
    private const decimal MaximumDollars = 10_000_000;

    public static void Map(IEndpointRouteBuilder api, IReadModel model, ITradingCommands commands)
    {
        api.MapGet("/wallet/balances", () => Results.Json(WalletBody.Of(model.Current))).Reads<WalletBody>("getBalances", "Spendable collateral, and tokens by window.");
        api.MapGet("/wallet/transactions", (string? limit) => QueryReader.Limit(limit, out var most) is { } problem
                ? problem
                : Results.Json(Page<OperationBody>.Of(model.Current, model.Current.Wallet.Operations.Select(OperationBody.Of), most)))
            .Reads<Page<OperationBody>>("listTransactions", "Splits, merges and redemptions on chain, newest first.");
        api.MapGet("/wallet/proposals", () => Results.Json(Page<MoveBody>.Of(model.Current, model.Current.Wallet.Proposals.Select(MoveBody.Of))))
            .Reads<Page<MoveBody>>("listMoves", "Wishes to move money, newest first.");
        RouteKit.MapPost(api, "/wallet/proposals", context => ProposeAsync(context, commands))
            .Changes<MoveRequestBody>(ApiRole.Trade, "proposeMove", "Proposes a top-up of the trading wallet, or a rebalance out of it; a person carries it out.");
        api.MapPost("/wallet/proposals/{id}/approve", (string id, HttpContext context) => RouteKit.ActAsync(context, (reason, who) => commands.DecideMoveAsync(id, true, reason, who)))
            .Changes<ReasonBody>(ApiRole.Admin, "approveMove", "Approves it, which moves nothing.");
        api.MapPost("/wallet/proposals/{id}/reject", (string id, HttpContext context) => RouteKit.ActAsync(context, (reason, who) => commands.DecideMoveAsync(id, false, reason, who)))
            .Changes<ReasonBody>(ApiRole.Admin, "rejectMove", "Turns it down.");
    }

    private static async Task<IResult> ProposeAsync(HttpContext context, ITradingCommands commands)
    {
        var (body, problem) = await BodyReader.ReadAsync<MoveRequestBody>(context);
        problem ??= QueryReader.Choice("move", body!.Move ?? "", "top-up", "rebalance") ?? RouteKit.ReasonProblem(body.Why, "why");
        if (problem is not null)
        {
            return problem;
        }

        return body!.AmountUsd is (not > 0) or > MaximumDollars || decimal.Round(body.AmountUsd.Value, 6) != body.AmountUsd
            ? ApiProblem.BadField("amountUsd", $"amountUsd must lie above 0 and not above {MaximumDollars}, with at most six decimals.")
            : RouteKit.Answer(await commands.ProposeMoveAsync(
                body.Move == "top-up" ? WalletMove.TopUp : WalletMove.Rebalance, new Money((long)(body.AmountUsd.Value * 1_000_000)), body.Why!, KeyGate.CallerOf(context).Name));
    }
}
