using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Parameters;
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
    private readonly ParameterBook _parameters;
    private int _generations;

    public MarketTable(EngineOptions options, IReadOnlyList<Bot> bots, ParameterBook parameters)
    {
        _options = options;
        _bots = bots;
        _parameters = parameters;
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

        var market = new Market(new MarketId(slot), ++_generations, spec, underlying, _options, _bots, _parameters.For(spec));
        foreach (var seat in market.Seats)
        {
            seat.Strategy.Begin(market.Id, spec);
        }

        _slots[slot] = market;
        ListActive();
        return market;
    }

    /// <summary>Gives a market the strategies of the set that is in force for it now.</summary>
    public void Reseat(Market market)
    {
        var strategies = _parameters.For(market.Spec);
        foreach (var seat in market.Seats)
        {
            var next = strategies[seat.Bot.Id.Number];
            if (!ReferenceEquals(next, seat.Strategy))
            {
                seat.Strategy = next;
                next.Begin(market.Id, market.Spec);
            }
        }
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
