using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Faults.Streams;

/// <summary>One event, told as an array of one.</summary>
internal sealed class ArrayFramesFault() : VenueFault(
    "array-frames", "Single events of the market and user channels come as a JSON array of one."), IFrameFault
{
    public void Meet(Timestamp now, VenueConnection connection, ReadOnlySpan<byte> text, ref FrameFate fate)
    {
        if (connection.Channel is VenueChannel.Market or VenueChannel.User && FrameText.IsObject(text) && Strikes(now))
        {
            fate.IsWrapped = true;
        }
    }
}
