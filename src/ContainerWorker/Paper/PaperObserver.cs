using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Storage.Operations;

namespace PolyCloud.ContainerWorker.Paper;

/// <summary>Tells the paper desk which windows there are and what is signed, and passes everything on.</summary>
internal sealed class PaperObserver(PaperDesk desk, INodeObserver next) : INodeObserver
{
    public bool Signing(Timestamp now, in SignedIntent intent)
    {
        desk.Signed(intent);
        return next.Signing(now, intent);
    }

    public void Decided(Timestamp now, in Effect effect) => next.Decided(now, effect);

    public void Reported(Timestamp now, in OrderReport report) => next.Reported(now, report);

    public void Filled(Timestamp now, in Fill fill) => next.Filled(now, fill);

    public void MarketAdded(Timestamp now, MarketId market, MarketSpec spec)
    {
        desk.Add(now, market, spec);
        next.MarketAdded(now, market, spec);
    }

    public void MarketResolved(Timestamp now, MarketId market, MarketSpec spec, Outcome winner)
    {
        desk.Resolve(now, market, winner);
        next.MarketResolved(now, market, spec, winner);
    }

    public void Noted(Timestamp now, NodeNote note, string detail) => next.Noted(now, note, detail);

    public void Operated(Timestamp now, OperationRecord operation) => next.Operated(now, operation);
}
