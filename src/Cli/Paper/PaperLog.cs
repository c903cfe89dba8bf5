using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Storage.Operations;

namespace PolyCloud.Cli.Paper;

/// <summary>Tells a person what a paper run does: windows, fills, and what the node notes.</summary>
internal sealed class PaperLog(TextWriter output) : INodeObserver
{
    public bool Signing(Timestamp now, in SignedIntent intent) => true;

    public void Decided(Timestamp now, in Effect effect)
    {
        // Hundreds a window; the summary counts them.
    }

    public void Reported(Timestamp now, in OrderReport report)
    {
        // Likewise.
    }

    public void Filled(Timestamp now, in Fill fill)
    {
        if (fill.Status == FillStatus.Matched)
        {
            output.WriteLine($"{now} fill {(fill.Side == Side.Buy ? "bought" : "sold")} {fill.Size} {fill.Outcome} at {fill.Price}{(fill.IsMaker ? "" : $", taker, fee {fill.Fee}")}");
        }
    }

    public void MarketAdded(Timestamp now, MarketId market, MarketSpec spec) => output.WriteLine($"{now} window {spec.Slug}");

    public void MarketResolved(Timestamp now, MarketId market, MarketSpec spec, Outcome winner) => output.WriteLine($"{now} resolved {spec.Slug}: {winner}");

    public void Noted(Timestamp now, NodeNote note, string detail) => output.WriteLine($"{now} {note} {detail}");

    public void Operated(Timestamp now, OperationRecord operation)
    {
        // The paper desk has no chain.
    }
}
