using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Storage.Operations;

namespace PolyCloud.Research.InProcess;

/// <summary>SHA-256 over every decision, signed order, report, fill and result of a run, in order, with its moment.</summary>
internal sealed class TraceHash : INodeObserver, IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Records hashed so far.</summary>
    public long Records { get; private set; }

    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();

    public bool Signing(Timestamp now, in SignedIntent intent)
    {
        Add(1, now, intent.Intent.Number, unchecked((long)intent.Hash.A), unchecked((long)intent.Hash.D), intent.Salt);
        return true;
    }

    public void Decided(Timestamp now, in Effect effect) => Add(
        2, now, ((long)effect.Kind << 32) | ((long)effect.Reason << 16) | (long)effect.Phase, effect.Intent.Number, effect.Market.Slot,
        ((long)effect.Outcome << 34) | ((long)effect.Side << 33) | ((effect.PostOnly ? 1L : 0L) << 32) | (long)effect.Price.Units, effect.Size.Units, (long)effect.Type);

    public void Reported(Timestamp now, in OrderReport report) =>
        Add(3, now, report.Intent.Number, (long)report.Kind, report.MatchedTotal.Units, (long)report.Reason);

    public void Filled(Timestamp now, in Fill fill)
    {
        Span<byte> trade = stackalloc byte[16];
        _ = fill.Trade.TryWriteBytes(trade);
        _hash.AppendData(trade);
        Add(4, now, fill.Intent.Number, fill.Size.Units, fill.Amount.Micros, fill.Fee.Micros, (long)fill.Status, fill.Price.Units);
    }

    public void MarketAdded(Timestamp now, MarketId market, MarketSpec spec) => Add(5, now, market.Slot, spec.Opens.Micros);

    public void MarketResolved(Timestamp now, MarketId market, MarketSpec spec, Outcome winner) => Add(6, now, market.Slot, spec.Opens.Micros, (long)winner);

    public void Operated(Timestamp now, OperationRecord operation) =>
        Add(8, now, operation.Number, (long)operation.Kind, (long)operation.State, operation.Amount.Units, operation.Attempts.Count, operation.Reference.Length);

    public void Noted(Timestamp now, NodeNote note, string detail) => Add(7, now, (long)note, detail.Length);

    private void Add(long kind, Timestamp now, params ReadOnlySpan<long> values)
    {
        Records++;
        Span<long> record = stackalloc long[2 + values.Length];
        record[0] = kind;
        record[1] = now.Micros;
        values.CopyTo(record[2..]);
        _hash.AppendData(MemoryMarshal.AsBytes(record));
    }
}
