using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Storage.Operations;

namespace PolyCloud.Research.Tests.Scenarios.Events;

/// <summary>What the node did in markets of events.</summary>
internal sealed class EventWatch : INodeObserver
{
    private readonly Dictionary<MarketId, string> _slugs = [];

    public List<MarketSpec> Added { get; } = [];

    public List<(string Slug, Effect Order)> Placed { get; } = [];

    public List<(string Slug, Outcome Winner)> Resolved { get; } = [];

    /// <summary>Moments and details of everything, for the reader of a failed test.</summary>
    public List<string> Log { get; } = [];

    public int Count(params OrderPurpose[] purposes) => Placed.Count(entry => purposes.Contains(entry.Order.Purpose));

    bool INodeObserver.Signing(Timestamp now, in SignedIntent intent) => true;

    void INodeObserver.Decided(Timestamp now, in Effect effect)
    {
        if (effect.Kind == EffectKind.Place)
        {
            Placed.Add((_slugs[effect.Market], effect));
            Log.Add($"{now} {_slugs[effect.Market]} {effect.Purpose} {effect.Side} {effect.Outcome} {effect.Size} at {effect.Price}");
        }
    }

    void INodeObserver.Reported(Timestamp now, in OrderReport report) => Log.Add($"{now} {report.Intent} {report.Kind} {report.Reason}");

    void INodeObserver.Filled(Timestamp now, in Fill fill) => Log.Add($"{now} {fill.Intent} {fill.Status} {fill.Side} {fill.Outcome} {fill.Size} at {fill.Price}");

    void INodeObserver.MarketAdded(Timestamp now, MarketId market, MarketSpec spec)
    {
        _slugs[market] = spec.Slug;
        Added.Add(spec);
    }

    void INodeObserver.MarketResolved(Timestamp now, MarketId market, MarketSpec spec, Outcome winner) => Resolved.Add((spec.Slug, winner));

    void INodeObserver.Operated(Timestamp now, OperationRecord operation)
    {
    }

    void INodeObserver.Noted(Timestamp now, NodeNote note, string detail) => Log.Add($"{now} {note} {detail}");
}
