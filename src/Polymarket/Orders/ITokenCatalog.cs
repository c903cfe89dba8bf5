using System.Diagnostics.CodeAnalysis;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Orders;

/// <summary>One market with its token ids as numbers, made once when the market is listed or its tick changes.</summary>
public sealed class TokenPair
{
    /// <exception cref="ArgumentException">A token id of the specification is no 256-bit number.</exception>
    public TokenPair(MarketId market, MarketSpec spec)
    {
        Market = market;
        Spec = spec;
        Up = Parse(spec.UpTokenId);
        Down = Parse(spec.DownTokenId);
    }

    public MarketId Market { get; }

    /// <summary>As it stands now: with the current tick.</summary>
    public MarketSpec Spec { get; }

    public UInt256 Up { get; }

    public UInt256 Down { get; }

    public UInt256 Token(Outcome outcome) => outcome == Outcome.Up ? Up : Down;

    private static UInt256 Parse(string text) =>
        UInt256.TryParse(text, out var token) ? token : throw new ArgumentException($"The token id '{text}' is no 256-bit decimal number.", nameof(text));
}

/// <summary>What the process knows of markets and tokens: the worker's directory.</summary>
public interface ITokenCatalog
{
    /// <summary>The market in this engine's slot.</summary>
    bool TryMarket(MarketId market, [NotNullWhen(true)] out TokenPair? pair);

    /// <summary>The market and outcome of a token.</summary>
    bool TryToken(in UInt256 token, [NotNullWhen(true)] out TokenPair? pair, out Outcome outcome);
}
