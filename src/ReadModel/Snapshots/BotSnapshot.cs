using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;

namespace PolyCloud.ReadModel.Snapshots;

/// <summary>One bot.</summary>
/// <param name="View">State, equity and losses as the engine has them.</param>
/// <param name="Unrealized">Open results over all markets, gains and losses.</param>
/// <param name="Committed">Cost of its positions and open buys.</param>
/// <param name="Volume">Collateral moved by its fills in the windows held now.</param>
/// <param name="Fees">Paid in the windows held now.</param>
public sealed record BotSnapshot(BotView View, Money Unrealized, Money Committed, Money Volume, Money Fees)
{
    /// <summary>What routes and screens call it: <c>b0</c>.</summary>
    public string Id => View.Bot.ToString();

    /// <summary>Capital plus realised plus open losses; open gains do not count.</summary>
    public Money Equity => View.Capital + View.Realized + View.OpenLoss;

    /// <summary>Fall from the peak in percent of the peak; 0 at the peak.</summary>
    public decimal DrawdownPercent => Percent.Of(View.Peak - Equity, View.Peak);

    /// <summary>Realised result in percent of the capital.</summary>
    public decimal ReturnPercent => Percent.Of(View.Realized, View.Capital);
}
