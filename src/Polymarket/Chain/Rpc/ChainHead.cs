using System.Text.Json;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Chain.Rpc;

/// <summary>The newest block an endpoint knows.</summary>
/// <param name="BaseFeeWei">Per unit of gas, burnt by everybody.</param>
public readonly record struct ChainHead(long Number, Timestamp At, long BaseFeeWei)
{
    public static bool TryRead(JsonElement result, out ChainHead head)
    {
        head = default;
        if (result.ValueKind != JsonValueKind.Object
            || !result.TryGetProperty("number", out var number) || !HexText.TryLong(number, out var height)
            || !result.TryGetProperty("timestamp", out var timestamp) || !HexText.TryLong(timestamp, out var seconds) || seconds > long.MaxValue / Timestamp.PerSecond
            || !result.TryGetProperty("baseFeePerGas", out var fee) || !HexText.TryLong(fee, out var wei))
        {
            return false;
        }

        head = new ChainHead(height, Timestamp.FromSeconds(seconds), wei);
        return true;
    }
}
