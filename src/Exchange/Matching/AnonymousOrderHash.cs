using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Exchange.Matching;

/// <summary>
/// The hash under which a resting order of nobody's account (the order flow, a recording) is told in trades: a function of its
/// place alone, so that the same order has the same hash in every trade and telling it draws no random numbers.
/// </summary>
internal static class AnonymousOrderHash
{
    // Keeps the first word away from the small numbers that listings, slots and generations are.
    private const ulong Seed = 0x9E3779B97F4A7C15UL;

    /// <summary>Different for any two of listing, slot and generation: each word is a bijection of its own number.</summary>
    internal static Hash256 Of(ListingId listing, int slot, int generation)
    {
        var first = Mix(Seed ^ (uint)listing.Slot);
        var second = Mix(first ^ (uint)slot);
        var third = Mix(second ^ unchecked((uint)generation));
        return new Hash256(first, second, third, Mix(third ^ Seed));
    }

    /// <summary>The finalizer of splitmix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).</summary>
    private static ulong Mix(ulong word)
    {
        unchecked
        {
            word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9UL;
            word = (word ^ (word >> 27)) * 0x94D049BB133111EBUL;
            return word ^ (word >> 31);
        }
    }
}
