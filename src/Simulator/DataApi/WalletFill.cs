using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Accounts;

namespace PolyCloud.Simulator.DataApi;

/// <summary>One wallet's part of a trade, in its own terms.</summary>
internal sealed record WalletFill(VenueTrade Trade, Outcome Outcome, Side Side, Price Price, Size Size, Money Amount, Money Fee, bool IsTaker)
{
    /// <summary>Newest first.</summary>
    public static IEnumerable<WalletFill> Of(AccountId account, ExchangeVenue exchange, CredentialDirectory credentials)
    {
        bool IsOwn(CredentialId id) => credentials.Find(id)?.Account == account;
        foreach (var trade in exchange.Trades(account))
        {
            if (IsOwn(trade.TakerCredential))
            {
                yield return new WalletFill(trade, trade.Outcome, trade.Side, trade.Price, trade.Size, trade.Amount, trade.Fee, IsTaker: true);
            }

            foreach (var maker in trade.Makers)
            {
                if (IsOwn(maker.Credential))
                {
                    yield return new WalletFill(trade, maker.Outcome, maker.Side, maker.Price, maker.Size, maker.Amount, Money.Zero, IsTaker: false);
                }
            }
        }
    }
}
