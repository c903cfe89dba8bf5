using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Research.Simulate.Witness;
using PolyCloud.Research.Simulate.World;
using PolyCloud.Storage.Intents;
using PolyCloud.Storage.Operations;
using PolyCloud.Storage.State;

namespace PolyCloud.Research.Simulate.Workers;

/// <summary>What a simulated worker writes down, on its machine's disk as a real one does, and for the run's own books.</summary>
internal sealed class WorkerRecords(long epoch, WorkerMachine machine, IntentLog intents, OperationFiles operations, UserGap gap, RunBooks books, INodeObserver trace) : INodeObserver
{
    private readonly Dictionary<MarketId, MarketSpec> _markets = [];
    private readonly Dictionary<(long Epoch, long Number), OperationRecord> _unwritten = [];
    private readonly List<(MarketSpec Spec, WindowRow Row)> _windows = [];
    private (OrderPurpose Purpose, Timestamp At) _placing;

    /// <summary>Why the disk did not take something, or null.</summary>
    public string? Problem { get; set; }

    public bool Signing(Timestamp now, in SignedIntent intent)
    {
        if (machine.DiskIsFull)
        {
            books.DiskStrikes++;
            Problem = "the disk is full";
            return false;
        }

        trace.Signing(now, intent);
        intents.Append(IntentRecords.Of(intent, _markets[intent.Market], epoch, _placing.At));
        books.Signed(now, epoch, intent, _placing.Purpose, _markets[intent.Market], gap.IsOpen);
        return true;
    }

    public void Decided(Timestamp now, in Effect effect)
    {
        trace.Decided(now, effect);
        if (effect.Kind == EffectKind.Place)
        {
            _placing = (effect.Purpose, effect.At);
        }

        books.Decided(now, epoch, effect);
    }

    public void Reported(Timestamp now, in OrderReport report)
    {
        trace.Reported(now, report);
        books.Reported(now, epoch, report);
    }

    public void Filled(Timestamp now, in Fill fill)
    {
        trace.Filled(now, fill);
        books.Filled(now, epoch, fill);
    }

    public void MarketAdded(Timestamp now, MarketId market, MarketSpec spec)
    {
        trace.MarketAdded(now, market, spec);
        _markets[market] = spec;
        _windows.Add((spec, WindowRow.Of(spec, epoch, MarketPhase.Discovered, winner: null, now)));
    }

    public void MarketResolved(Timestamp now, MarketId market, MarketSpec spec, Outcome winner)
    {
        trace.MarketResolved(now, market, spec, winner);
        _windows.Add((spec, WindowRow.Of(spec, epoch, MarketPhase.Settled, winner, now)));
    }

    public void Operated(Timestamp now, OperationRecord operation)
    {
        trace.Operated(now, operation);
        books.Operated(now, epoch, operation);
        _unwritten[(operation.Epoch, operation.Number)] = operation;
        WriteOperations();
    }

    /// <summary>Windows that the shared store is to be told of, oldest first.</summary>
    public List<(MarketSpec Spec, WindowRow Row)> Windows => _windows;

    /// <summary>Writes what the disk did not take when it was told, as the real recorder does.</summary>
    public void WriteOperations()
    {
        if (machine.DiskIsFull && _unwritten.Count > 0)
        {
            books.DiskStrikes++;
            Problem = "the disk is full";
            return;
        }

        foreach (var operation in _unwritten.Values)
        {
            operations.Write(operation);
        }

        _unwritten.Clear();
    }

    public void Noted(Timestamp now, NodeNote note, string detail)
    {
        trace.Noted(now, note, detail);
        books.Log.Add(now, "note", epoch, (long)note, 0, detail);
    }
}
