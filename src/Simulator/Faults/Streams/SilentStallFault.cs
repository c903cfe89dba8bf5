using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Faults.Streams;

/// <summary>A market socket that is open, answers PING, and tells nothing.</summary>
internal sealed class SilentStallFault() : ConnectionFault(
    "silent-stall", "Market sockets stay open and answer PING, but no data comes; a fresh socket works.")
{
    private protected override bool Concerns(VenueConnection connection, ReadOnlySpan<byte> text) =>
        connection.Channel == VenueChannel.Market && FrameText.IsJson(text);
}
