using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Prices;

/// <summary>One stream of prices, spot or 60-second average, of one asset: its last two minutes and its subscribers.</summary>
internal sealed class PriceTopic
{
    // Two minutes at one price a second; a faster stream keeps as many points over a shorter time.
    private const int HistoryMaximum = 600;

    private static readonly Duration HistoryLength = Duration.FromSeconds(120);

    private readonly Queue<OracleTick> _history = new();
    private readonly string _symbol;
    private readonly bool _average;

    public PriceTopic(string symbol, bool average)
    {
        _symbol = symbol;
        _average = average;
    }

    /// <summary>Channel name at the venue.</summary>
    public string Channel => _average ? "price.crypto.twap" : "price.crypto";

    public List<PriceConnection> Subscribers { get; } = [];

    public void Remember(OracleTick tick)
    {
        _history.Enqueue(tick);
        while (_history.Count > HistoryMaximum || _history.Peek().Observed < tick.Observed - HistoryLength)
        {
            _history.Dequeue();
        }
    }

    public void AppendUpdate(Frame frame, Timestamp at, long sequence, OracleTick tick)
    {
        AppendEnvelope(frame, at, sequence);
        frame.Append(",\"payload\":{"u8);
        AppendSymbol(frame);
        frame.Append(","u8);
        AppendPoint(frame, tick);
        frame.Append("}}"u8);
    }

    public void AppendSnapshot(Frame frame, Timestamp at, long sequence)
    {
        AppendEnvelope(frame, at, sequence);
        frame.Append(",\"snapshot\":true,\"payload\":{"u8);
        AppendSymbol(frame);
        frame.Append(",\"data\":["u8);
        var first = true;
        foreach (var tick in _history)
        {
            frame.Append(first ? "{"u8 : ",{"u8);
            first = false;
            AppendPoint(frame, tick);
            frame.Append("}"u8);
        }

        frame.Append("]}}"u8);
    }

    private void AppendEnvelope(Frame frame, Timestamp at, long sequence) => frame
        .Append("{\"v\":1,\"channel\":\""u8).Append(Channel)
        .Append("\",\"seq\":"u8).AppendNumber(sequence)
        .Append(",\"ts\":"u8).AppendNumber(at.Milliseconds);

    private void AppendSymbol(Frame frame)
    {
        frame.Append("\"symbol\":\""u8).Append(_symbol).Append("\""u8);
        if (_average)
        {
            frame.Append(",\"window_seconds\":60"u8);
        }
    }

    private static void AppendPoint(Frame frame, OracleTick tick) => frame
        .Append("\"value\":"u8).AppendDecimal(tick.Price.Units, OraclePrice.Decimals)
        .Append(",\"full_accuracy_value\":\""u8).AppendDecimal(tick.Price.Units, OraclePrice.Decimals)
        .Append("\",\"timestamp\":"u8).AppendNumber(tick.Observed.Milliseconds);
}
