using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Rpc;

/// <summary>Numbers and bytes as JSON-RPC writes them: <c>0x</c> and digits, numbers without leading zeros.</summary>
public static class HexText
{
    public static string Quantity(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        return "0x" + value.ToString("x", CultureInfo.InvariantCulture);
    }

    public static string Data(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    public static bool TryQuantity(JsonElement element, out BigInteger value)
    {
        value = default;
        return TryDigits(element, out var digits) && digits.Length is > 0 and <= 64
            && BigInteger.TryParse("0" + digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>A quantity that fits in 63 bits.</summary>
    public static bool TryLong(JsonElement element, out long value)
    {
        var fits = TryQuantity(element, out var wide) && wide <= long.MaxValue;
        value = fits ? (long)wide : 0;
        return fits;
    }

    public static bool TryData(JsonElement element, out byte[] bytes)
    {
        bytes = [];
        if (!TryDigits(element, out var digits) || digits.Length % 2 != 0)
        {
            return false;
        }

        bytes = new byte[digits.Length / 2];
        return Convert.FromHexString(digits, bytes, out _, out _) == OperationStatus.Done;
    }

    public static bool TryHash(JsonElement element, out Hash256 hash)
    {
        hash = default;
        return TryData(element, out var bytes) && bytes.Length == 32 && (hash = Hash256.FromBytes(bytes)) == hash;
    }

    public static bool TryAddress(JsonElement element, out EthereumAddress address)
    {
        address = default;
        return TryData(element, out var bytes) && bytes.Length == EthereumAddress.Bytes && (address = EthereumAddress.FromBytes(bytes)) == address;
    }

    private static bool TryDigits(JsonElement element, out string digits)
    {
        digits = "";
        if (element.ValueKind != JsonValueKind.String || element.GetString() is not { } text || !text.StartsWith("0x", StringComparison.Ordinal))
        {
            return false;
        }

        digits = text[2..];
        return true;
    }
}
