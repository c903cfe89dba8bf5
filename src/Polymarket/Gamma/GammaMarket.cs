using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Gamma;

/// <summary>One market as Gamma tells it, with what changes over its life.</summary>
public sealed record GammaMarket
{
    public required MarketSpec Spec { get; init; }

    public required bool Active { get; init; }

    public required bool Closed { get; init; }

    public required bool AcceptingOrders { get; init; }

    /// <summary>The winner, once the market is closed with prices of one and zero.</summary>
    public Outcome? Winner { get; init; }

    /// <summary>The settlement stream's value at the open, once it is shown.</summary>
    public OraclePrice? PriceToBeat { get; init; }

    /// <summary>The venue's own test of a tradable market.</summary>
    public bool IsTradable => Active && !Closed && AcceptingOrders;
}

/// <summary>A market that this client does not trade, and why.</summary>
/// <param name="Field">The Gamma field.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record GammaRefusal(string Field, string Problem)
{
    public override string ToString() => $"{Field}: {Problem}";
}
