using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Faults.Streams;

/// <summary>A user socket that is open, answers PING, and tells nothing; the venue has no replay.</summary>
internal sealed class UserStallFault() : ConnectionFault(
    "user-stall", "User sockets stay open and answer PING, but own orders and trades are not told.")
{
    private protected override bool Concerns(VenueConnection connection, ReadOnlySpan<byte> text) =>
        connection.Channel == VenueChannel.User && FrameText.IsJson(text);
}
