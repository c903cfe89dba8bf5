using PolyCloud.Dashboard.Panels.Bots;
using PolyCloud.Dashboard.Panels.Orders;
using PolyCloud.Dashboard.Panels.Overview;
using PolyCloud.Dashboard.Panels.Performance;
using PolyCloud.Dashboard.Panels.Positions;
using PolyCloud.Dashboard.Panels.Risk;
using PolyCloud.Dashboard.Panels.Settings;

namespace PolyCloud.Dashboard.Pages;

/// <summary>The seven pages.</summary>
public static class PageCatalog
{
    public static IReadOnlyList<PageDefinition> All { get; } =
    [
        new("/", "Overview", "What is on, what is at risk, why it does not quote, and how to get flat.",
        [
            new("now", typeof(NowPanel)),
            new("pnl", typeof(PnlPanel), 8),
            new("composition", typeof(CompositionPanel), 4),
            new("windows", typeof(WindowsPanel)),
            new("why", typeof(WhyNotPanel), 8),
            new("feeds", typeof(FeedsPanel), 4),
            new("exposure", typeof(ExposurePanel), 8),
            new("zones", typeof(ZonesPanel), 4),
            new("notices", typeof(NoticesPanel)),
        ]),
        new("/bots", "Bots", "What each bot does, and the switches.",
        [
            new("list", typeof(BotListPanel)),
            new("diagram", typeof(StateDiagramPanel), 6),
            new("metrics", typeof(BotMetricsPanel), 6),
            new("log", typeof(BotLogPanel), 6),
            new("configuration", typeof(BotConfigurationPanel), 6),
        ]),
        new("/performance", "Performance", "Whether it earns money, for how much risk.",
        [
            new("range", typeof(RangePanel)),
            new("summary", typeof(SummaryPanel)),
            new("roi", typeof(ReturnPanel), 6),
            new("drawdown", typeof(DrawdownPanel), 6),
            new("scatter", typeof(ScatterPanel), 6),
            new("distribution", typeof(DistributionPanel), 6),
            new("table", typeof(BotTablePanel)),
            new("days", typeof(DaysPanel)),
            new("prices", typeof(PricesPanel)),
            new("markouts", typeof(MarkOutsPanel)),
        ]),
        new("/positions", "Positions", "What is held now, what each window looks like, and what closed windows left.",
        [
            new("held", typeof(HeldPanel)),
            new("window", typeof(WindowPricePanel), 8),
            new("ladder", typeof(LadderPanel), 4),
            new("underlying", typeof(UnderlyingPanel), 8),
            new("heat", typeof(HeatPanel), 4),
            new("closed", typeof(ClosedPanel)),
        ]),
        new("/orders", "Orders", "What was sent, what became of it, how fast the venue answered, and what it refused.",
        [
            new("filters", typeof(FiltersPanel), IsLive: false),
            new("orders", typeof(OrderTablePanel)),
            new("latency", typeof(LatencyPanel), 6),
            new("rejections", typeof(RejectionsPanel), 6),
            new("fills", typeof(FillsPanel)),
        ]),
        new("/risk", "Risk", "How near every limit is, which breaker has tripped, and what people were told.",
        [
            new("gauges", typeof(GaugesPanel), 8),
            new("losses", typeof(LossStreakPanel), 4),
            new("breakers", typeof(BreakersPanel), 8),
            new("zones", typeof(ZonesPanel), 4),
            new("alerts", typeof(AlertsPanel)),
        ]),
        new("/settings", "Settings", "Parameters in force, proposals to approve, and the system's health.",
        [
            new("proposals", typeof(ProposalsPanel)),
            new("propose", typeof(ProposePanel), 6, IsLive: false),
            new("presets", typeof(PresetsPanel), 6),
            new("health", typeof(HealthPanel), 6),
            new("notifications", typeof(NotificationsPanel), 6),
            new("parameters", typeof(ParametersPanel)),
        ]),
    ];

    /// <summary>Null where there is none of that name.</summary>
    public static PageDefinition? Named(string name) => All.FirstOrDefault(page => page.Name == name);
}
