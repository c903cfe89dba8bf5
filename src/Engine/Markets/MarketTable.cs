using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Markets;

/// <summary>The markets by slot. Slots are taken lowest first and walked in order.</summary>
internal sealed class MarketTable
{
    private readonly Market?[] _slots;
    private readonly MarketId[] _active;
    private readonly EngineOptions _options;
    private readonly IReadOnlyList<Bot> _bots;
    private int _generations;

    public MarketTable(EngineOptions options, IReadOnlyList<Bot> bots)
    {
        _options = options;
        _bots = bots;
        _slots = new Market?[options.MaximumMarkets];
        _active = new MarketId[options.MaximumMarkets];
    }

    public int Count { get; private set; }

    /// <summary>Slots in use, ascending.</summary>
    public ReadOnlySpan<MarketId> Active => _active.AsSpan(0, Count);

    /// <exception cref="InvalidOperationException">No such market.</exception>
    public Market this[MarketId id] => Find(id) ?? throw new InvalidOperationException($"There is no market in slot {id}.");

    public Market? Find(MarketId id) => id.Slot >= 0 && id.Slot < _slots.Length ? _slots[id.Slot] : null;

    public Market? Find(string conditionId)
    {
        foreach (var id in Active)
        {
            if (string.Equals(this[id].Spec.ConditionId, conditionId, StringComparison.Ordinal))
            {
                return this[id];
            }
        }

        return null;
    }

    /// <exception cref="InvalidOperationException">All slots are taken.</exception>
    public Market Add(MarketSpec spec, UnderlyingSignal underlying)
    {
        var slot = Array.IndexOf(_slots, null);
        if (slot < 0)
        {
            throw new InvalidOperationException($"No slot for {spec.Slug}: all {_slots.Length} are taken (engine.maximumMarkets).");
        }

        var market = new Market(new MarketId(slot), ++_generations, spec, underlying, _options, _bots);
        foreach (var bot in _bots)
        {
            bot.Strategy.Begin(market.Id, spec);
        }

        _slots[slot] = market;
        ListActive();
        return market;
    }

    public void Remove(MarketId id)
    {
        _slots[id.Slot] = null;
        ListActive();
    }

    private void ListActive()
    {
        Count = 0;
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            if (_slots[slot] is not null)
            {
                _active[Count++] = new MarketId(slot);
            }
        }
    }
}
