using System.Buffers;

namespace PolyCloud.Simulator.Verification;

/// <summary>Signatures as hexadecimal text.</summary>
internal static class SignatureText
{
    private const int PlainBytes = 65;

    /// <summary>Longer than the longest wrapped signature: what is beyond is none.</summary>
    private const int BytesMaximum = 512;

    /// <summary>Reads <c>0x</c> and the digits of a plain signature (65 bytes) or a wrapped one.</summary>
    public static bool TryParse(string? text, out byte[] signature)
    {
        signature = [];
        var digits = text is { Length: > 2 } && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text.Length - 2 : 0;
        if (digits % 2 != 0 || digits / 2 is < PlainBytes or > BytesMaximum)
        {
            return false;
        }

        signature = new byte[digits / 2];
        return Convert.FromHexString(text.AsSpan(2), signature, out _, out _) == OperationStatus.Done;
    }
}
