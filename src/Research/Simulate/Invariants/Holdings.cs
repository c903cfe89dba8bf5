using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Research.Simulate.Invariants;

/// <summary>What the exchange says the wallet holds.</summary>
internal static class Holdings
{
    /// <summary>The wallet of the run: the only one that authenticates.</summary>
    public static readonly AccountId Wallet = new(0);

    /// <summary>Tokens of trades that did not fail, on their way or settled; zero once the window is paid out.</summary>
    public static Size Of(SimulationScene scene, ListingId listing, Outcome outcome) =>
        scene.Venue.Exchange.Tokens(Wallet, listing, outcome) + scene.Venue.Exchange.PendingTokens(Wallet, listing, outcome);

    /// <summary>Dollars that trades of a window brought in, less what they cost, fees and failed ones left out.</summary>
    public static Money CashOf(SimulationScene scene, ListingId listing)
    {
        var cash = Money.Zero;
        foreach (var trade in scene.Exchange.TradesOf(listing))
        {
            if (trade.Status == Engine.Inputs.FillStatus.Failed)
            {
                continue;
            }

            if (trade.TakerCredential != CredentialId.Flow)
            {
                cash += (trade.Side == Side.Sell ? trade.Amount : -trade.Amount) - trade.Fee;
            }

            foreach (var maker in trade.Makers)
            {
                if (maker.Credential != CredentialId.Flow)
                {
                    cash += maker.Side == Side.Sell ? maker.Amount : -maker.Amount;
                }
            }
        }

        return cash;
    }

    /// <summary>Tokens that trades brought in, less those they took.</summary>
    public static Size TradedOf(SimulationScene scene, ListingId listing, Outcome outcome)
    {
        var net = Size.Zero;
        foreach (var trade in scene.Exchange.TradesOf(listing))
        {
            if (trade.Status == Engine.Inputs.FillStatus.Failed)
            {
                continue;
            }

            if (trade.TakerCredential != CredentialId.Flow && trade.Outcome == outcome)
            {
                net += trade.Side == Side.Buy ? trade.Size : -trade.Size;
            }

            foreach (var maker in trade.Makers)
            {
                if (maker.Credential != CredentialId.Flow && maker.Outcome == outcome)
                {
                    net += maker.Side == Side.Buy ? maker.Size : -maker.Size;
                }
            }
        }

        return net;
    }
}
