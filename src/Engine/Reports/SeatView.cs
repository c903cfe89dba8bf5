using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Reports;

/// <summary>What one bot holds in one market, provisional executions counted. A copy: it does not change.</summary>
/// <param name="Up">Unpaired Up shares.</param>
/// <param name="Down">Unpaired Down shares.</param>
/// <param name="UpCost">Cost of the unpaired Up shares, with fees.</param>
/// <param name="DownCost">The same of Down.</param>
/// <param name="CompleteSets">Pairs held, each worth one dollar.</param>
/// <param name="Realized">After fees and gas.</param>
/// <param name="Unrealized">Unpaired shares at the best bid (zero without one) less their cost.</param>
/// <param name="NotQuoting">Why the bot's strategy wants nothing here, or is not let; none while it quotes.</param>
public readonly record struct SeatView(
    MarketId Market, BotId Bot, Size Up, Size Down, Money UpCost, Money DownCost, Size CompleteSets, Money Realized, Money Unrealized, Money Fees, Money Gas, Money Volume,
    int RoundTrips, Reason NotQuoting)
{
    /// <summary>Up − Down.</summary>
    public Size Net => Up - Down;
}
