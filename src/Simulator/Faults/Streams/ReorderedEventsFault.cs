using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Faults.Streams;

/// <summary>Own orders and trades told out of order.</summary>
internal sealed class ReorderedEventsFault() : VenueFault(
    "reordered-events", "Events of the user channel are held back, so that later ones overtake them.",
    new FaultParameter("longest-ms", "Longest extra delay; each is drawn uniformly up to it.", 500, 0, 60_000)), IFrameFault
{
    public void Meet(Timestamp now, VenueConnection connection, ReadOnlySpan<byte> text, ref FrameFate fate)
    {
        if (connection.Channel == VenueChannel.User && FrameText.IsJson(text) && Strikes(now))
        {
            fate.Delay += DrawUpTo(Milliseconds("longest-ms"));
        }
    }
}
