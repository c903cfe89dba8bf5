using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Faults.Streams;

/// <summary>The result is told everywhere but on the socket.</summary>
internal sealed class ResolvedFrameLostFault() : VenueFault(
    "resolved-frame-lost", "market_resolved is not sent; Gamma and the Data API know the result."), IFrameFault
{
    public void Meet(Timestamp now, VenueConnection connection, ReadOnlySpan<byte> text, ref FrameFate fate)
    {
        if (FrameText.IsMarketResolved(text) && Strikes(now))
        {
            fate.IsLost = true;
        }
    }
}
