using System.Text.Json;
using PolyCloud.ContainerWorker.Reports;
using PolyCloud.Engine;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.Research.StrategyTable;

/// <summary>
/// Runs that have ended, a line of JSON each, written through as each ends, so that hours of runs can be broken off and taken up
/// again. A line is known by strategy, regime, seed, windows, settings and the very program: another build runs everything anew.
/// </summary>
internal sealed class KeptRuns
{
    private static readonly string Program = string.Join('+', new[] { typeof(TradingEngine), typeof(Exchange.ExchangeVenue), typeof(Simulator.SimulatedVenue), typeof(RunSummary), typeof(KeptRuns) }
        .Select(type => type.Assembly.ManifestModule.ModuleVersionId.ToString("N")[..8]));

    private readonly string? _path;
    private readonly Dictionary<string, RunSummary> _known = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <param name="path">The file, or null to keep nothing.</param>
    public KeptRuns(string? path)
    {
        _path = path;
        foreach (var line in path is not null && File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            if (TryRead(line) is { } kept)
            {
                _known[kept.Key] = kept.Summary;
            }
        }
    }

    public static string KeyOf(StrategyTableOptions options, string strategy, string regime, ulong seed) =>
        $"{strategy}/{regime}/{seed}/{options.Windows}/{EngineOptionsText.HashOf(EngineOptionsText.Of(options.Engine))[..16]}/{Program}";

    public RunSummary Get(string key, Func<RunSummary> run)
    {
        if (_known.TryGetValue(key, out var known))
        {
            return known;
        }

        var summary = run();
        if (_path is not null)
        {
            lock (_gate)
            {
                File.AppendAllText(_path, JsonSerializer.Serialize(new Kept(key, summary)) + "\n");
            }
        }

        return summary;
    }

    /// <summary>Null for a line that was broken off in the middle.</summary>
    private static Kept? TryRead(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Kept>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Kept(string Key, RunSummary Summary);
}
