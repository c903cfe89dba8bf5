using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Faults.Streams;

/// <summary>Book changes arrive after changes that are newer than they are.</summary>
internal sealed class LateDeltasFault() : VenueFault(
    "late-deltas", "price_change frames arrive late, overtaken by newer ones; their timestamps stay.",
    new FaultParameter("longest-ms", "Longest extra delay; each is drawn uniformly up to it.", 89, 0, 10_000)), IFrameFault
{
    public void Meet(Timestamp now, VenueConnection connection, ReadOnlySpan<byte> text, ref FrameFate fate)
    {
        if (FrameText.IsPriceChange(text) && Strikes(now))
        {
            fate.Delay += DrawUpTo(Milliseconds("longest-ms"));
        }
    }
}
