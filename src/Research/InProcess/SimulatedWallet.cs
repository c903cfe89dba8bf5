using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PolyCloud.Research.InProcess;

/// <summary>
/// The throwaway wallet of a simulated run: a function of the seed, so that a restarted run finds its own orders. It guards
/// nothing, and no real venue ever sees it.
/// </summary>
public static class SimulatedWallet
{
    /// <summary>64 hexadecimal digits of a private key.</summary>
    public static string PrivateKeyHex(ulong seed)
    {
        var label = Encoding.ASCII.GetBytes("polycloud simulated wallet");
        Span<byte> text = stackalloc byte[label.Length + sizeof(ulong)];
        label.CopyTo(text);
        BinaryPrimitives.WriteUInt64BigEndian(text[label.Length..], seed);
        return Convert.ToHexStringLower(SHA256.HashData(text));
    }
}
