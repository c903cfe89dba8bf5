using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Storage.Operations;

namespace PolyCloud.ContainerWorker.Tests.Publishing;

/// <summary>Counts what it is told and keeps nothing.</summary>
internal sealed class SilentObserver : INodeObserver
{
    public int Told { get; private set; }

    public bool Signing(Timestamp now, in SignedIntent intent)
    {
        Told++;
        return true;
    }

    public void Decided(Timestamp now, in Effect effect) => Told++;

    public void Reported(Timestamp now, in OrderReport report) => Told++;

    public void Filled(Timestamp now, in Fill fill) => Told++;

    public void MarketAdded(Timestamp now, MarketId market, MarketSpec spec) => Told++;

    public void MarketResolved(Timestamp now, MarketId market, MarketSpec spec, Outcome winner) => Told++;

    public void Operated(Timestamp now, OperationRecord operation) => Told++;

    public void Noted(Timestamp now, NodeNote note, string detail) => Told++;
}
