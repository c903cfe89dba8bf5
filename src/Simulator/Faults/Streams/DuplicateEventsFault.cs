using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Faults.Streams;

/// <summary>Own orders and trades told twice.</summary>
internal sealed class DuplicateEventsFault() : VenueFault(
    "duplicate-events", "Events of the user channel are delivered twice, byte for byte."), IFrameFault
{
    public void Meet(Timestamp now, VenueConnection connection, ReadOnlySpan<byte> text, ref FrameFate fate)
    {
        if (connection.Channel == VenueChannel.User && FrameText.IsJson(text) && Strikes(now))
        {
            fate.IsDoubled = true;
        }
    }
}
