using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Research.Simulate.Witness;

/// <summary>What the control planes did, over all their lives.</summary>
internal sealed class ControlPlaneBooks(EventLog log)
{
    private readonly Dictionary<string, MarketPhase> _phases = new(StringComparer.Ordinal);
    private long _epoch;

    /// <summary>The first thing that a control plane must never do, in words; null where it did none.</summary>
    public string? Broken { get; private set; }

    /// <summary>Writes to what the control plane wants, so far: whoever has read it at this count has read the newest.</summary>
    public long Wishes { get; private set; }

    /// <summary>Writes of control planes and workers to the shared store, so far.</summary>
    public long Writes { get; private set; }

    public void Leads(Timestamp now, string name, long epoch)
    {
        log.Add(now, "control-plane", $"{name} leads under epoch {epoch}");
        if (epoch <= _epoch)
        {
            Broken ??= $"{name} leads under epoch {epoch} after epoch {_epoch}";
        }

        _epoch = epoch;
    }

    public void Called(HttpCall call)
    {
        var places = call.Method == "POST" && call.PathAndQuery.StartsWith("/order", StringComparison.Ordinal);
        var touchesCredentials = call.Method is "POST" or "DELETE" && call.PathAndQuery.StartsWith("/auth", StringComparison.Ordinal);
        if (places || touchesCredentials)
        {
            Broken ??= $"a control plane called {call.Method} {call.PathAndQuery}";
        }
    }

    /// <summary>Somebody writes to the shared store; what is refused there is not told.</summary>
    public void Wrote(string table, IReadOnlyList<TableWrite> writes)
    {
        Writes++;
        if (table != ControlTables.Desired)
        {
            return;
        }

        Wishes++;
        foreach (var write in writes)
        {
            Follow(write);
        }
    }

    private void Follow(TableWrite write)
    {
        if (write.Kind == TableWriteKind.Delete || !write.Row.Columns.TryGetValue(nameof(DesiredMarketRow.Phase), out var text))
        {
            return;
        }

        var phase = Enum.Parse<MarketPhase>(text);
        if (_phases.TryGetValue(write.Row.Row, out var before) && phase < before)
        {
            Broken ??= $"{write.Row.Row} is wanted in {phase} after {before}";
        }

        _phases[write.Row.Row] = phase;
    }
}
