using System.Runtime.InteropServices;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Settlement;

/// <summary>Seeded ids in the venue's shapes.</summary>
internal sealed class TradeIdentities(DeterministicRandom random)
{
    /// <summary>A version 4 uuid.</summary>
    internal Guid NextGuid()
    {
        Span<ulong> words = [random.NextUInt64(), random.NextUInt64()];
        var bytes = MemoryMarshal.AsBytes(words);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    internal Hash256 NextHash() => new(random.NextUInt64(), random.NextUInt64(), random.NextUInt64(), random.NextUInt64());
}
