namespace PolyCloud.Polymarket.Signing;

/// <summary>
/// The salt of an order, 53 bits, from the worker's shard and epoch and the engine's intent number, so that an order's hash is a
/// pure function of the effect.
/// </summary>
/// <remarks>
/// The intent number is masked with a key made of shard and epoch (the splitmix64 finaliser of Steele, Lea and Flood 2014, twice)
/// and passed through two rounds of odd multiplication and xor-shift modulo 2^53. Each step is a bijection, so two intents below
/// 2^53 of one epoch never share a salt; across epochs a shared salt is possible and harmless, because the timestamp differs.
/// </remarks>
public static class OrderSalt
{
    /// <summary>The largest integer a JSON number carries exactly.</summary>
    public const long Maximum = (1L << 53) - 1;

    private const ulong Mask = (1UL << 53) - 1;

    public static long Derive(int shard, long epoch, long intent)
    {
        unchecked
        {
            var key = Finalise(Finalise((ulong)(uint)shard + 0x9E3779B97F4A7C15UL) ^ (ulong)epoch);
            var mixed = ((ulong)intent ^ key) & Mask;
            mixed = (mixed * 0xBF58476D1CE4E5B9UL) & Mask;
            mixed ^= mixed >> 27;
            mixed = (mixed * 0x94D049BB133111EBUL) & Mask;
            mixed ^= mixed >> 29;
            return (long)mixed;
        }
    }

    private static ulong Finalise(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
            return value ^ (value >> 31);
        }
    }
}
