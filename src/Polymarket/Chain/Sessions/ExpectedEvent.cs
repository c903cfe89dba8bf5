using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.ConditionalTokens;
using PolyCloud.Polymarket.Chain.Transactions;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Sessions;

/// <summary>
/// The event that proves an operation had its effect. A transaction to an address without code succeeds and does nothing, so
/// success alone is no proof.
/// </summary>
/// <param name="Contract">Who must have written it.</param>
/// <param name="Amount">Millionths; null where only the contract knows it.</param>
public sealed record ExpectedEvent(EthereumAddress Contract, ConditionalTokensEventKind Kind, Hash256 Condition, long? Amount)
{
    /// <summary>Finds it in the receipt; <paramref name="amount"/> is what the contract told.</summary>
    public bool IsShownBy(ChainReceipt receipt, out long amount)
    {
        var events = new List<ConditionalTokensEvent>();
        foreach (var log in receipt.Logs)
        {
            if (log.Contract == Contract)
            {
                ConditionalTokensEvent.Read(log, events);
            }
        }

        foreach (var told in events)
        {
            if (told.Kind == Kind && told.Condition == Condition && (Amount is null || told.Amount == Amount))
            {
                amount = told.Amount;
                return true;
            }
        }

        amount = 0;
        return false;
    }
}
