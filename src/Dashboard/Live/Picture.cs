using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PolyCloud.Dashboard.Pages;
using PolyCloud.Dashboard.Stored;

namespace PolyCloud.Dashboard.Live;

/// <summary>
/// One moment, drawn as it is asked for: readers of the same page share each panel. Dropped with its moment, so it holds no more than
/// the pages that are open.
/// </summary>
internal sealed class Picture(Moment moment, StoredPast stored, ComponentText text, ILogger log)
{
    private readonly ConcurrentDictionary<(string Panel, string Query, Access.DashboardRole Role), Lazy<Task<string>>> _drawn = new();

    public Moment Moment => moment;

    public Task<string> PanelAsync(PanelDefinition panel, PageQuery query, Access.DashboardRole role) =>
        _drawn.GetOrAdd((panel.Id, query.Text, role), _ => new Lazy<Task<string>>(() => DrawAsync(panel, query, role, ""))).Value;

    /// <summary>A panel of one reader's own.</summary>
    public Task<string> OwnPanelAsync(PanelDefinition panel, PageQuery query, Access.DashboardRole role, string token) =>
        DrawAsync(panel, query, role, token);

    /// <summary>A panel that cannot be drawn must not take the emergency stop away with it.</summary>
    private async Task<string> DrawAsync(PanelDefinition panel, PageQuery query, Access.DashboardRole role, string token)
    {
        try
        {
            var past = HistoryRange.Named(query[HistoryRange.Parameter]) is { } range ? await stored.OfAsync(range, moment.Snapshot) : null;
            var context = new PanelContext(moment, query, role, past, token);
            return await text.OfAsync(panel.Component, new(StringComparer.Ordinal) { ["Context"] = context });
        }
        catch (Exception problem)
        {
            log.LogError(problem, "panel {Panel} cannot be drawn", panel.Id);
            return "<p class=\"bad\" role=\"alert\">This panel cannot be drawn; the worker's log says why. Everything else works.</p>";
        }
    }
}
