using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Clob;

/// <summary>The venue's names of what a balance is of.</summary>
public static class AssetTypes
{
    /// <summary>Bits 40 to 103 of a position id are reserved and zero; a token id of the older contract is a hash.</summary>
    private const int ReservedFrom = 40;

    /// <summary>The type of an outcome token, told by its number.</summary>
    public static string Of(in UInt256 token) => IsPosition(token) ? "CONDITIONAL-V2" : "CONDITIONAL";

    /// <inheritdoc cref="Of(in UInt256)"/>
    public static string Of(string tokenId) => UInt256.TryParse(System.Text.Encoding.UTF8.GetBytes(tokenId), out var token) ? Of(token) : "CONDITIONAL";

    /// <summary>The venue's own test of an id of the position exchange. Small numbers, which tests use, are no positions.</summary>
    private static bool IsPosition(in UInt256 token) =>
        token.A != 0 && (token.D >> ReservedFrom) == 0 && (token.C & ((1UL << ReservedFrom) - 1)) == 0;
}
