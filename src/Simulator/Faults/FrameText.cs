namespace PolyCloud.Simulator.Faults;

/// <summary>What kind of frame a text is; asked only while a fault is on.</summary>
internal static class FrameText
{
    /// <summary>A JSON object or array, not PONG or a refusal in bare text.</summary>
    public static bool IsJson(ReadOnlySpan<byte> text) => text.Length > 0 && text[0] is (byte)'{' or (byte)'[';

    public static bool IsObject(ReadOnlySpan<byte> text) => text.Length > 0 && text[0] == (byte)'{';

    public static bool IsPriceChange(ReadOnlySpan<byte> text) => text.EndsWith("\"event_type\":\"price_change\"}"u8);

    public static bool IsMarketResolved(ReadOnlySpan<byte> text) => text.StartsWith("{\"event_type\":\"market_resolved\""u8);
}
