using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PolyCloud.Engine.Effects;
using PolyCloud.Exchange.Fills;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.Research.Backtest;

/// <summary>SHA-256 over every decision of a run and every report it was given, in order.</summary>
internal sealed class DecisionHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _effect = new byte[EffectCodec.Bytes];

    internal void Decided(in Effect effect)
    {
        var writer = new PayloadWriter(_effect);
        EffectCodec.Write(ref writer, effect);
        _hash.AppendData(_effect);
    }

    internal void Reported(in PaperReport report)
    {
        ReadOnlySpan<long> values =
        [
            (long)report.Kind, report.At.Micros, report.Order.Intent.Number, (long)report.Order.Kind, report.Order.MatchedTotal.Units, (long)report.Order.Reason,
            report.Fill.Intent.Number, report.Fill.Price.Units, report.Fill.Size.Units, report.Fill.Amount.Micros, report.Fill.Fee.Micros, (long)report.Fill.Status,
            (long)report.Cause, report.Operation.Operation.Number,
        ];
        _hash.AppendData(MemoryMarshal.AsBytes(values));
    }

    internal byte[] Finish() => _hash.GetHashAndReset();

    public void Dispose() => _hash.Dispose();
}
