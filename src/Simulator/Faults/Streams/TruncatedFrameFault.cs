using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Faults.Streams;

/// <summary>Messages that end in the middle.</summary>
internal sealed class TruncatedFrameFault() : VenueFault(
    "truncated-frame", "A JSON message ends in the middle, at a byte drawn at random."), IFrameFault
{
    public void Meet(Timestamp now, VenueConnection connection, ReadOnlySpan<byte> text, ref FrameFate fate)
    {
        if (text.Length > 1 && FrameText.IsJson(text) && Strikes(now))
        {
            fate.CutTo = 1 + DrawBelow(text.Length - 1);
        }
    }
}
