namespace PolyCloud.Engine.Strategies.BilateralMaker;

/// <summary>
/// The approximate optimal quotes of Avellaneda and Stoikov (High-frequency trading in a limit order book, Quantitative Finance 8, 2008,
/// equations 29 and 30): fills come at a rate A·exp(−kδ) at distance δ from the mid, utility is exponential with risk aversion γ.
/// </summary>
public static class AvellanedaStoikov
{
    /// <summary>r = mid − q γ σ²(T − t): what a share is worth to who holds q.</summary>
    /// <param name="varianceLeft">σ²(T − t): variance of the value until the horizon.</param>
    public static double ReservationPrice(double mid, double inventory, double riskAversion, double varianceLeft) =>
        mid - (inventory * riskAversion * varianceLeft);

    /// <summary>γ σ²(T − t) + (2/γ) ln(1 + γ/k): from bid to ask, about the reservation price.</summary>
    /// <param name="decay">k: by how much the rate of fills falls with the distance.</param>
    public static double Spread(double riskAversion, double varianceLeft, double decay) =>
        (riskAversion * varianceLeft) + (2 / riskAversion * Math.Log(1 + (riskAversion / decay)));
}
