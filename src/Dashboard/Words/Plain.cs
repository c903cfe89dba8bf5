using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Risk;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.Words;

/// <summary>States in words, and the class that colours them.</summary>
public static class Plain
{
    public static string Words(this Feed feed) => feed switch
    {
        Feed.Market => "order books",
        Feed.User => "own orders and fills",
        Feed.Oracle => "settlement prices",
        Feed.Heartbeat => "dead-man heartbeat",
        Feed.Reconciliation => "reconciliation",
        Feed.Storage => "state store",
        Feed.Journal => "journal",
        _ => "control plane",
    };

    public static string Words(this VenueMode mode) => mode switch
    {
        VenueMode.PostOnly => "post-only",
        VenueMode.CancelOnly => "cancel-only",
        VenueMode.ClosedOnly => "closed-only",
        _ => mode.ToString().ToLowerInvariant(),
    };

    public static string Words(this MarketPhase phase) => phase switch
    {
        MarketPhase.CloseOnly => "close only",
        MarketPhase.HedgeLock => "hedge lock",
        _ => phase.ToString().ToLowerInvariant(),
    };

    public static string Words(this BotState state) => state == BotState.EmergencyHalt ? "emergency halt" : state.ToString().ToLowerInvariant();

    public static string Words(this OrderState state) => state switch
    {
        OrderState.PendingPlace => "sent",
        OrderState.PendingCancel => "being cancelled",
        OrderState.NeverArrived => "never arrived",
        _ => state.ToString().ToLowerInvariant(),
    };

    public static string Words(this PriceZone zone) => zone switch
    {
        PriceZone.Outside => "below 0.05, above 0.98",
        PriceZone.Z1 => "Z1 0.05–0.20",
        PriceZone.Z2 => "Z2 0.20–0.40",
        PriceZone.Z3 => "Z3 0.40–0.60",
        PriceZone.Z4 => "Z4 0.60–0.80",
        _ => "Z5 0.80–0.98",
    };

    public static string Tone(this BotState state) => state switch
    {
        BotState.Active => "good",
        BotState.Error or BotState.EmergencyHalt => "bad",
        BotState.Paused or BotState.Stopping or BotState.Starting => "warn",
        _ => "",
    };

    public static string Tone(this WorkerActivity activity) => activity switch
    {
        WorkerActivity.Trading => "good",
        WorkerActivity.Halted or WorkerActivity.Stopped => "bad",
        _ => "warn",
    };

    public static string Tone(this NoticeSeverity severity) => severity switch
    {
        NoticeSeverity.Critical => "bad",
        NoticeSeverity.Warning => "warn",
        _ => "",
    };

    /// <summary>A setting's name as words: <c>maximumNetExposure</c> is "maximum net exposure".</summary>
    public static string FromName(string name) =>
        string.Concat(name.Select(static (character, index) => char.IsUpper(character) && index > 0 ? " " + char.ToLowerInvariant(character) : char.ToLowerInvariant(character).ToString()));
}
