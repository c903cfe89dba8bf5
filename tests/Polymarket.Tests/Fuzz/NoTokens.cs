using System.Diagnostics.CodeAnalysis;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Tests.Fuzz;

/// <summary>A catalogue without a single token.</summary>
internal sealed class NoTokens : ITokenCatalog
{
    public static NoTokens Instance { get; } = new();

    public bool TryMarket(MarketId market, [NotNullWhen(true)] out TokenPair? pair)
    {
        pair = null;
        return false;
    }

    public bool TryToken(in UInt256 token, [NotNullWhen(true)] out TokenPair? pair, out Outcome outcome)
    {
        pair = null;
        outcome = default;
        return false;
    }
}
