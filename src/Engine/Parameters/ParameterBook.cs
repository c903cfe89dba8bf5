using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Strategies;

namespace PolyCloud.Engine.Parameters;

/// <summary>The parameter sets in force, and the strategies made of them: one of each bot for each set.</summary>
internal sealed class ParameterBook
{
    private readonly Func<StrategyParameters, IReadOnlyList<IStrategy>> _create;
    private readonly List<Entry> _entries = [];
    private readonly IReadOnlyList<IStrategy> _base;

    public ParameterBook(StrategyParameters parameters, Func<StrategyParameters, IReadOnlyList<IStrategy>> create)
    {
        _create = create;
        _base = create(parameters);
    }

    /// <summary>The strategies of the set the settings gave, by bot.</summary>
    public IReadOnlyList<IStrategy> Base => _base;

    /// <summary>The changes in force, in the order in which they came; allocates.</summary>
    public IReadOnlyList<ParameterChange> InForce => [.. _entries.Select(entry => entry.Change)];

    /// <summary>A market has left for good: its own set goes with it, so that old windows do not fill the book.</summary>
    public void Forget(MarketSpec spec) => _entries.RemoveAll(entry => entry.Change.Scope == ParameterScope.Market
        && entry.Change.Key.Equals(spec.ConditionId, StringComparison.OrdinalIgnoreCase));

    /// <summary>False where the change is wrong or there is no room; nothing is changed then.</summary>
    public bool Take(ParameterChange change)
    {
        if (change.Validate().Count > 0)
        {
            return false;
        }

        var place = _entries.FindIndex(entry => entry.Replaces(change));
        if (place < 0 && change.Parameters is not null && _entries.Count == ParameterChange.MostInForce)
        {
            return false;
        }

        if (place >= 0)
        {
            _entries.RemoveAt(place);
        }

        if (change.Parameters is { } parameters)
        {
            _entries.Add(new Entry(change, _create(parameters)));
        }

        return true;
    }

    /// <summary>The strategies a market is to be traded with, by bot: of the most particular scope, there of its group before both.</summary>
    public IReadOnlyList<IStrategy> For(MarketSpec spec)
    {
        var group = ParameterGroups.Of(spec);
        Entry? best = null;
        foreach (var entry in _entries)
        {
            if (entry.Change.Concerns(spec, group) && (best is null || entry.Rank > best.Rank))
            {
                best = entry;
            }
        }

        return best?.Strategies ?? _base;
    }

    private sealed record Entry(ParameterChange Change, IReadOnlyList<IStrategy> Strategies)
    {
        public int Rank => ((int)Change.Scope * 2) + (Change.Group is null ? 0 : 1);

        public bool Replaces(ParameterChange change) => Change.Scope == change.Scope && Change.Group == change.Group
            && Change.Key.Equals(change.Key, StringComparison.OrdinalIgnoreCase);
    }
}
