using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Faults;

/// <summary>A fault that meets frames on their way to one connection.</summary>
internal interface IFrameFault
{
    void Meet(Timestamp now, VenueConnection connection, ReadOnlySpan<byte> text, ref FrameFate fate);
}

/// <summary>What faults make of one frame; several may add to it.</summary>
internal struct FrameFate
{
    public bool IsLost { get; set; }

    /// <summary>Delivered once more.</summary>
    public bool IsDoubled { get; set; }

    /// <summary>An object is delivered as an array of one.</summary>
    public bool IsWrapped { get; set; }

    public Duration Delay { get; set; }

    /// <summary>Bytes that are left; 0 is all.</summary>
    public int CutTo { get; set; }
}
