using System.Text.Json.Nodes;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Reports;
using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Control;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>The `/status` document: what is on, what is at risk, why it is not quoting.</summary>
internal static class StatusDocument
{
    public static JsonObject Of(TradingNode? node, WorkerStores stores, HaltRecord? halt, Timestamp now, double maximumLagMilliseconds)
    {
        var status = new JsonObject
        {
            ["pid"] = Environment.ProcessId,
            ["epoch"] = stores.Epoch,
            ["now"] = now.ToString(),
            ["halt"] = halt?.Reason,
            ["stateRowsWaiting"] = stores.State.Waiting,
            ["stateProblem"] = stores.State.Problem,
            ["maxSchedulingLagMs"] = Math.Round(maximumLagMilliseconds, 3),
        };
        if (node is null)
        {
            status["state"] = "starting";
            return status;
        }

        status["state"] = node.HasStopped ? "stopped" : node.StoppingBecause is not null ? "stopping" : node.Halt != Reason.None ? "halted" : "trading";
        status["halt"] ??= node.Halt == Reason.None ? null : node.Halt.Label();
        status["stopping"] = node.StoppingBecause;
        var risk = node.Driver.Engine.RiskState;
        status["flatten"] = risk.Flatten == Reason.None ? null : risk.Flatten.Label();
        status["dailyLossHit"] = risk.DailyLossHit;
        status["operationsUnderWay"] = node.OperationsUnderWay;
        status["openOrdersAtVenue"] = node.OpenOrdersAtVenue;
        status["bookQuarantines"] = node.BookQuarantines;
        status["clear"] = node.IsClear;
        status["venueMode"] = node.VenueMode.ToString();
        status["feeds"] = Feeds(node.Feeds);
        status["totals"] = Totals(node.Driver.Engine.Totals);
        status["bots"] = new JsonArray([.. node.Driver.Engine.BotViews.Select(Bot)]);
        status["parameters"] = new JsonArray([.. node.Driver.Engine.ParameterChanges.Select(Parameters)]);
        var isFlat = true;
        var markets = new JsonArray();
        foreach (var market in node.Driver.Engine.ActiveMarkets)
        {
            var view = node.Driver.Engine.View(market);
            isFlat &= IsFlat(view);
            markets.Add(Market(view));
        }

        status["flat"] = isFlat;

        status["markets"] = markets;
        return status;
    }

    /// <summary>No order of ours, and nothing unpaired that is large enough to be sold.</summary>
    private static bool IsFlat(MarketView view) =>
        view.LiveOrders.Count == 0 && (view.Up.Provisional - view.Down.Provisional).Magnitude < view.Spec.MinimumOrderSize;

    private static JsonObject Feeds(FeedHealth feeds) => new()
    {
        ["market"] = feeds.Market,
        ["user"] = feeds.User,
        ["oracle"] = feeds.Oracle,
        ["heartbeat"] = feeds.Heartbeat,
        ["reconciliation"] = feeds.Reconciliation,
    };

    private static JsonObject Totals(EngineTotals totals) => new()
    {
        ["ordersPlaced"] = totals.OrdersPlaced,
        ["ordersRejected"] = totals.OrdersRejected,
        ["fills"] = totals.Fills,
        ["volumeUsd"] = RunSummaryBuilder.ToDecimal(totals.Volume),
        ["realizedPnlUsd"] = RunSummaryBuilder.ToDecimal(totals.RealizedPnl),
        ["feesUsd"] = RunSummaryBuilder.ToDecimal(totals.Fees),
        ["windowsSettled"] = totals.WindowsSettled,
        ["invariantBreaches"] = totals.InvariantBreaches,
    };

    private static JsonNode Bot(BotView bot) => new JsonObject
    {
        ["bot"] = bot.Bot.ToString(),
        ["strategy"] = bot.Strategy,
        ["state"] = bot.State.ToString(),
        ["why"] = bot.Why == Reason.None ? null : bot.Why.Label(),
        ["pausedUntil"] = bot.State == BotState.Paused && !bot.PausedUntil.IsNever ? bot.PausedUntil.ToString() : null,
        ["realizedPnlUsd"] = RunSummaryBuilder.ToDecimal(bot.Realized),
        ["liveOrders"] = bot.LiveOrders,
    };

    private static JsonNode Parameters(ParameterChange change) => new JsonObject
    {
        ["scope"] = change.Scope.ToString(),
        ["key"] = change.Key,
        ["group"] = change.Group?.ToString(),
        ["settings"] = new JsonArray([.. change.Settings.Select(setting => (JsonNode)setting)]),
        ["why"] = change.Why,
        ["asked"] = change.Asked.ToString(),
    };

    private static JsonObject Market(MarketView view) => new()
    {
        ["slug"] = view.Spec.Slug,
        ["phase"] = view.Phase.ToString(),
        ["group"] = view.Group.ToString(),
        ["halt"] = view.Halt == Reason.None ? null : view.Halt.Label(),
        ["notQuoting"] = view.NotQuoting == Reason.None ? null : view.NotQuoting.Label(),
        ["upShares"] = RunSummaryBuilder.ToDecimal(view.Up.Provisional),
        ["downShares"] = RunSummaryBuilder.ToDecimal(view.Down.Provisional),
        ["upConfirmedShares"] = RunSummaryBuilder.ToDecimal(view.Up.Confirmed),
        ["downConfirmedShares"] = RunSummaryBuilder.ToDecimal(view.Down.Confirmed),
        ["realizedPnlUsd"] = RunSummaryBuilder.ToDecimal(view.RealizedPnl),
        ["unrealizedPnlUsd"] = RunSummaryBuilder.ToDecimal(view.UnrealizedPnl),
        ["upBestBid"] = view.Up.BestBid?.ToString(),
        ["upBestAsk"] = view.Up.BestAsk?.ToString(),
        ["liveOrders"] = view.LiveOrders.Count,
        ["orders"] = new JsonArray([.. view.LiveOrders.Select(order => (JsonNode)$"{order.Purpose} {order.Side} {order.Remaining} {order.Outcome} at {order.Price} {order.State}")]),
    };
}
