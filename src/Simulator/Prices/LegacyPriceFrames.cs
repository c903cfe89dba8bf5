using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Prices;

/// <summary>The frames of the legacy price socket, with its oddities: exact prices as integers of 18 decimals, snapshots misnamed.</summary>
internal static class LegacyPriceFrames
{
    public static Frame Update(Frame frame, string topic, string symbol, Timestamp at, OracleTick tick)
    {
        frame.Append("{\"connection_id\":\"c1\",\"payload\":{\"full_accuracy_value\":\""u8).AppendDecimal(tick.Price.Units, 0)
            .Append("\",\"symbol\":\""u8).Append(symbol)
            .Append("\",\"timestamp\":"u8).AppendNumber(tick.Observed.Milliseconds)
            .Append(",\"value\":"u8).AppendDecimal(tick.Price.Units, OraclePrice.Decimals);
        if (tick.Source == OracleSource.TimeWeightedAverage60Seconds)
        {
            frame.Append(",\"window_s\":60"u8);
        }

        return frame.Append("},\"timestamp\":"u8).AppendNumber(at.Milliseconds)
            .Append(",\"topic\":\""u8).Append(topic).Append("\",\"type\":\"update\"}"u8);
    }

    public static Frame Snapshot(Frame frame, string symbol, Timestamp at, IEnumerable<OracleTick> ticks)
    {
        frame.Append("{\"payload\":{\"data\":["u8);
        var isFirst = true;
        foreach (var tick in ticks)
        {
            frame.Append(isFirst ? "{\"timestamp\":"u8 : ",{\"timestamp\":"u8).AppendNumber(tick.Observed.Milliseconds)
                .Append(",\"value\":"u8).AppendDecimal(tick.Price.Units, OraclePrice.Decimals).Append("}"u8);
            isFirst = false;
        }

        return frame.Append("],\"symbol\":\""u8).Append(symbol)
            .Append("\"},\"timestamp\":"u8).AppendNumber(at.Milliseconds)
            .Append(",\"topic\":\"crypto_prices\",\"type\":\"subscribe\"}"u8);
    }
}
