using Microsoft.AspNetCore.Components;
using PolyCloud.Dashboard.Access;
using PolyCloud.Dashboard.Live;
using PolyCloud.Dashboard.Pages;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.Panels;

/// <summary>One box of a page, drawn from one moment.</summary>
public abstract class Panel : ComponentBase
{
    [Parameter]
    [EditorRequired]
    public PanelContext Context { get; set; } = default!;

    protected TradingSnapshot Now => Context.Moment.Snapshot;

    /// <summary>The worker's moment, from which ages are counted.</summary>
    protected Timestamp At => Now.At;

    protected PageQuery Query => Context.Query;

    protected DashboardRole Role => Context.Role;

    /// <summary>How long the worker has run: what sums since its start are sums over.</summary>
    protected string SinceStart => $"since the worker started {Words.Times.Ago(Now.Worker.Started, At)}";

    /// <summary>In place of a chart of a stored range that has no points.</summary>
    protected string NothingStored => Context.Stored switch
    {
        { Problem.Length: > 0 } => "It cannot be read now.",
        { Span: null } => "It is being read.",
        _ => "Nothing is stored of it yet: what happens is written within a minute.",
    };

    /// <summary>The window an address names, else the one that trades now; null where there is none.</summary>
    protected MarketSnapshot? ChosenWindow => Now.Markets.FirstOrDefault(market => market.Id == Query["window"])
        ?? (Query["window"].Length > 0 ? null : Now.Markets.FirstOrDefault(market => market.View.Spec.Opens <= At && market.View.Winner is null) ?? (Now.Markets.Count > 0 ? Now.Markets[0] : null));

    protected BotSnapshot? ChosenBot => Now.Bots.FirstOrDefault(bot => bot.Id == Query["bot"]) ?? (Now.Bots.Count > 0 ? Now.Bots[0] : null);
}
