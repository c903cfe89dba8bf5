using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.ConditionalTokens;

/// <summary>Whether a market's token ids are those its condition leads to.</summary>
public enum TokenIdVerdict : byte
{
    /// <summary>Nothing could be computed: position markets and multi-outcome events make their ids otherwise, or a field is unreadable.</summary>
    Unknown,

    Match,

    /// <summary>Tokens of another condition, of another collateral, or Up and Down exchanged: never trade it.</summary>
    Mismatch,
}

/// <summary>Proves at the start that the ids a market names are really its condition's, Up and Down in this order.</summary>
public static class TokenIdCheck
{
    /// <param name="collateral">What the tokens are made of, <see cref="Contracts.ContractAddresses.TokenCollateral"/>.</param>
    /// <param name="conditionId">0x and 64 digits.</param>
    /// <param name="upTokenId">Decimal digits.</param>
    /// <param name="negativeRisk">Tokens of multi-outcome events are made of another, wrapped collateral.</param>
    public static TokenIdVerdict Check(EthereumAddress collateral, string conditionId, string upTokenId, string downTokenId, bool negativeRisk)
    {
        if (negativeRisk
            || !Hash256.TryParse(System.Text.Encoding.ASCII.GetBytes(conditionId), out var condition)
            || !UInt256.TryParse(upTokenId, out var up)
            || !UInt256.TryParse(downTokenId, out var down)
            || IsPositionMarket(up)
            || IsPositionMarket(down))
        {
            return TokenIdVerdict.Unknown;
        }

        return ConditionalTokenIds.Token(collateral, condition, Outcome.Up) == up && ConditionalTokenIds.Token(collateral, condition, Outcome.Down) == down
            ? TokenIdVerdict.Match
            : TokenIdVerdict.Mismatch;
    }

    /// <summary>Position ids carry 64 zero bits above their last 40; a hash does so once in 2^64.</summary>
    public static bool IsPositionMarket(in UInt256 token) => (token.C & 0xFF_FFFF_FFFF) == 0 && token.D >> 40 == 0;
}
