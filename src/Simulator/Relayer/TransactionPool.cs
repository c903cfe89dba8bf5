using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Relayer;

/// <summary>A mined transaction.</summary>
internal sealed record MinedTransaction(SentTransaction Transaction, long Block, bool Succeeded);

/// <summary>Transactions of accounts that pay their own gas: one a sender waits, a dearer one takes its place, the next block mines it.</summary>
internal sealed class TransactionPool(RelayerOptions options, ContractExecution execution, TimedActions actions, Func<WalletAddress, AccountId?> accountOf)
{
    /// <summary>Both fees of a replacement rise by at least a tenth.</summary>
    private const int LeastBumpPercent = 110;

    private readonly Dictionary<WalletAddress, SentTransaction> _waiting = [];
    private readonly Dictionary<Hash256, MinedTransaction> _mined = [];

    /// <summary>Transactions of a sender mined up to a block.</summary>
    public long Count(WalletAddress sender, long block) => _mined.Values.Count(mined => mined.Transaction.Sender == sender && mined.Block <= block);

    public MinedTransaction? Find(Hash256 hash) => _mined.GetValueOrDefault(hash);

    /// <summary>Why the call would revert, or null.</summary>
    public string? Refusal(WalletAddress sender, WalletCall call) =>
        accountOf(sender) is { } account ? execution.Refusal(account, [call]) : "insufficient funds for gas * price + value";

    /// <summary>Why the node refuses the transaction, or null.</summary>
    public string? Send(Timestamp now, SentTransaction transaction)
    {
        var next = Count(transaction.Sender, long.MaxValue);
        var waiting = _waiting.GetValueOrDefault(transaction.Sender);
        if (waiting?.Hash == transaction.Hash || _mined.ContainsKey(transaction.Hash))
        {
            return "already known";
        }

        if (transaction.Nonce != next)
        {
            return transaction.Nonce < next ? "nonce too low" : "nonce too high";
        }

        if (waiting is not null
            && (transaction.Tip * 100 < waiting.Tip * LeastBumpPercent || transaction.Maximum * 100 < waiting.Maximum * LeastBumpPercent))
        {
            return "replacement transaction underpriced";
        }

        _waiting[transaction.Sender] = transaction;
        actions.At(now + options.Mining, moment => Mine(moment, transaction));
        return null;
    }

    private void Mine(Timestamp now, SentTransaction transaction)
    {
        // Another attempt may have taken its place.
        if (_waiting.GetValueOrDefault(transaction.Sender) == transaction)
        {
            _waiting.Remove(transaction.Sender);
            var succeeded = accountOf(transaction.Sender) is { } account && execution.Execute(account, [transaction.Call]) is null;
            _mined[transaction.Hash] = new MinedTransaction(transaction, NodeRoutes.Block(now), succeeded);
        }
    }
}
