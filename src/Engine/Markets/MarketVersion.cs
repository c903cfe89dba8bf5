namespace PolyCloud.Engine.Markets;

/// <summary>Which of the venue's protocols a market's tokens belong to: it decides the exchange contract an order is signed for.</summary>
public enum MarketVersion : byte
{
    /// <summary>Not said, or a word this program does not know: such a market is not traded.</summary>
    Unknown,

    /// <summary>Gamma's <c>v1</c>: conditional tokens, their ids in <c>clobTokenIds</c>.</summary>
    ConditionalTokens,

    /// <summary>Gamma's <c>v2</c>: position ids, in <c>positionIds</c>.</summary>
    PositionIds,
}
