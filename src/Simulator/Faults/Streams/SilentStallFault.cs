using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Faults.Streams;

/// <summary>A socket, by default the market's, that is open, answers PING, and tells nothing.</summary>
internal sealed class SilentStallFault() : ConnectionFault(
    "silent-stall", "Sockets stay open and answer PING, but no data comes; a fresh socket works.",
    new FaultParameter("channel", "Which sockets: 1 market, 2 user, 3 price, 4 legacy price, 5 first exchange, 6 second exchange.", 1, 1, 6))
{
    private protected override bool Concerns(VenueConnection connection, ReadOnlySpan<byte> text) =>
        (int)Value("channel") == (int)connection.Channel + 1 && FrameText.IsJson(text);
}
