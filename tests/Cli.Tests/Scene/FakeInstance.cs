using System.Text.Json.Nodes;
using PolyCloud.Cli.Commands;
using PolyCloud.ContainerWorker.Control;
using PolyCloud.ContainerWorker.Host;
using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Publishing;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Cli.Tests.Scene;

/// <summary>The loopback side of a running worker, found by its data directory as a real one is; writes down what it is asked.</summary>
internal sealed class FakeInstance : IAsyncDisposable, IWorkerControl
{
    private readonly ScratchDirectory _directory = new();
    private StatusServer? _server;
    private AddressFile? _address;

    public string Data => _directory.Path;

    public List<string> Asked { get; } = [];

    public bool HasStarted => true;

    public string? NotReadyBecause => null;

    /// <summary>What it refuses; empty where it does as it is told.</summary>
    public IReadOnlyList<string> Wrong { get; set; } = [];

    public static async Task<FakeInstance> StartAsync()
    {
        var instance = new FakeInstance();
        instance._server = await StatusServer.StartAsync(0, instance, LocalKey.OfDirectory(instance.Data), new SnapshotBoard(Snapshot, static _ => { }), default);
        instance._address = AddressFile.Write(instance.Data, instance._server.Address);
        return instance;
    }

    public JsonObject Status() => new()
    {
        ["state"] = Asked.Exists(static asked => asked.StartsWith("halt", StringComparison.Ordinal)) ? "halted" : "trading",
        ["epoch"] = 3,
        ["venueMode"] = "Normal",
        ["halt"] = Asked.Exists(static asked => asked.StartsWith("halt", StringComparison.Ordinal)) ? "manual-halt" : null,
        ["clear"] = true,
        ["flat"] = true,
        ["flatten"] = Asked.Exists(static asked => asked.StartsWith("flatten", StringComparison.Ordinal)) ? "manual-flatten" : null,
        ["totals"] = new JsonObject { ["realizedPnlUsd"] = 1.5, ["feesUsd"] = 0.25, ["fills"] = 4, ["ordersPlaced"] = 9 },
        ["bots"] = new JsonArray(new JsonObject { ["bot"] = "b0", ["strategy"] = "asymmetric", ["state"] = "Active", ["realizedPnlUsd"] = 1.5, ["liveOrders"] = 1 }),
        ["markets"] = new JsonArray(new JsonObject { ["slug"] = "btc-updown-5m-1", ["phase"] = "Making", ["upShares"] = 10, ["downShares"] = 0, ["unrealizedPnlUsd"] = 0.1, ["liveOrders"] = 1, ["notQuoting"] = null }),
        ["feeds"] = new JsonObject { ["market"] = true },
        ["parameters"] = new JsonArray(),
    };

    public void Halt(string reason, string who) => Asked.Add("halt " + reason);

    public void Resume(string reason, string who) => Asked.Add("resume " + reason);

    public void Flatten(string reason, string who) => Asked.Add("flatten " + reason);

    public Task<IReadOnlyList<string>> ChangeParametersAsync(ParameterRequest request, string who, CancellationToken cancellation)
    {
        Asked.Add("parameters");
        return Task.FromResult(Wrong);
    }

    public Task<IReadOnlyList<string>> CommandBotAsync(BotRequest request, string who, CancellationToken cancellation)
    {
        Asked.Add("bot");
        return Task.FromResult(Wrong);
    }

    public async ValueTask DisposeAsync()
    {
        _address?.Dispose();
        await _server!.DisposeAsync();
        _directory.Dispose();
    }

    private static TradingSnapshot Snapshot => TradingSnapshot.Before(Timestamp.FromSeconds(1_773_307_300), "0") with
    {
        LiveOrders = [Order(17, OrderState.Live, Reason.None)],
        RecentOrders = [Order(17, OrderState.Live, Reason.None), Order(16, OrderState.Rejected, Reason.RejectedPostOnlyWouldCross)],
        Risk = new RiskSnapshot
        {
            Equity = Money.Dollars(998),
            Gauges = [new RiskGauge("maximumNetExposure", "btc-updown-5m-1", 20, 50, "shares"), new RiskGauge("maximumDailyLoss", "portfolio", 19, 20, "USD")],
            Breakers = [new BreakerSnapshot(Reason.ConsecutiveLosses, "b0", false, Timestamp.Never, 2, 3, "losses"), new BreakerSnapshot(Reason.BotDrawdown, "b0", true, Timestamp.Never, 26, 25, "percent")],
        },
        Alerts = new AlertsSnapshot(1, [new AlertChannelSnapshot("webhook", 3, 1, 0, 0, DateTimeOffset.UnixEpoch, null) { LastFailedAt = DateTimeOffset.UnixEpoch, LastFailure = "it answered 503" }]),
    };

    private static OrderSnapshot Order(long intent, OrderState state, Reason reason) => new()
    {
        Intent = new IntentId(intent), Slug = "btc-updown-5m-1", Bot = new BotId(0), Purpose = OrderPurpose.Entry, Type = OrderType.Gtc, Outcome = Outcome.Up, Side = Side.Buy, Price = Price.Cents(46), Size = Size.Shares(10),
        State = state, Reason = reason, Placed = Timestamp.FromSeconds(1_773_307_250), Updated = Timestamp.FromSeconds(1_773_307_251), AnsweredAfter = Duration.FromMilliseconds(intent),
    };
}
