using System.Buffers;

namespace PolyCloud.Simulator.Verification;

/// <summary>Signatures as hexadecimal text.</summary>
internal static class SignatureText
{
    /// <summary>Reads <c>0x</c> and the digits of exactly 65 bytes.</summary>
    public static bool TryParse(string? text, out byte[] signature)
    {
        signature = new byte[65];
        return text is { Length: 132 } && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && Convert.FromHexString(text.AsSpan(2), signature, out _, out _) == OperationStatus.Done;
    }
}
