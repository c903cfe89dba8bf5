using System.Numerics;
using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Relayer;

/// <summary>Takes wallets' transactions and carries them through their states; one at a time for each wallet, nonces in order.</summary>
internal sealed class RelayerDesk(RelayerOptions options, RelayerFaults faults, ContractExecution execution, TimedActions actions, Func<WalletAddress, AccountId?> accountOf)
{
    // More than a client submits in days; the oldest are forgotten first.
    private const int RememberedMaximum = 10_000;

    /// <summary>The chain's, about.</summary>
    private static readonly Duration BlockTime = Duration.FromSeconds(2);

    private readonly Dictionary<string, RelayedTransaction> _byId = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private readonly Dictionary<WalletAddress, RelayedTransaction> _active = [];
    private readonly Dictionary<WalletAddress, BigInteger> _nonces = [];
    private readonly Dictionary<WalletAddress, WalletAddress> _walletOf = [];
    private readonly HashSet<WalletAddress> _created = [];
    private long _taken;

    /// <summary>The owner's next nonce. A wallet is known by its first transaction; before it the nonce is 0.</summary>
    public BigInteger Nonce(WalletAddress owner) => _walletOf.TryGetValue(owner, out var wallet) ? _nonces.GetValueOrDefault(wallet) : 0;

    /// <summary>Deposit wallets are asked for by their own address, which only their factory could derive: one creation counts for all.</summary>
    public bool IsDeployed => options.WalletsDeployed || _created.Count > 0;

    public RelayedTransaction? Find(string id) => _byId.GetValueOrDefault(id);

    /// <summary>Why the submission is refused, or null and the transaction.</summary>
    public string? Submit(Timestamp now, SubmittedTransaction submitted, out RelayedTransaction? transaction)
    {
        transaction = null;
        if (faults.IsBusy() || (_active.TryGetValue(submitted.Wallet, out var active) && !active.IsOver))
        {
            return "wallet busy: an active action is under way";
        }

        if (Refusal(now, submitted) is { } refusal)
        {
            return refusal;
        }

        transaction = new RelayedTransaction(Identity("transaction"), submitted, AccountOf(submitted));
        Remember(transaction);
        _active[submitted.Wallet] = transaction;
        Progress(now, transaction, faults.Fails());
        return null;
    }

    private string? Refusal(Timestamp now, SubmittedTransaction submitted)
    {
        if (submitted.Type == "WALLET-CREATE")
        {
            return null;
        }

        var nonce = _nonces.GetValueOrDefault(submitted.Wallet);
        return !submitted.IsSigned ? "invalid signature"
            : submitted.Nonce != nonce ? $"batch nonce {submitted.Nonce} does not match on-chain nonce {nonce}"
            : submitted.Deadline < now.Seconds ? "batch deadline has passed"
            : submitted.Type == "WALLET" && !options.WalletsDeployed && !_created.Contains(submitted.Owner) ? "wallet is not deployed"
            : submitted.Calls.Any(static call => !ContractExecution.IsAllowed(call.Target)) ? "call blocked"
            : AccountOf(submitted) is null ? "unknown wallet"
            : null;
    }

    private void Progress(Timestamp now, RelayedTransaction transaction, bool fails)
    {
        Step(now + options.Execution, transaction, "STATE_NEW", "STATE_EXECUTED");
        if (fails)
        {
            actions.At(now + options.Execution + options.Mining, _ => End(transaction, "relayer could not send it"));
            return;
        }

        var mined = now + options.Execution + options.Mining;
        actions.At(mined, moment => Mine(moment, transaction));
    }

    private void Step(Timestamp due, RelayedTransaction transaction, string from, string to) => actions.At(due, moment =>
    {
        if (faults.Waits())
        {
            Step(moment + BlockTime, transaction, from, to);
        }
        else if (transaction.State == from)
        {
            transaction.State = to;
        }
    });

    private void Mine(Timestamp now, RelayedTransaction transaction)
    {
        if (faults.Waits())
        {
            // Looks again a block later: the fault may be over by then.
            actions.At(now + BlockTime, moment => Mine(moment, transaction));
            return;
        }

        var submitted = transaction.Submitted;
        if (submitted.Type == "WALLET-CREATE")
        {
            _created.Add(submitted.Owner);
        }
        else
        {
            // A nonce is used whether or not the calls succeed.
            _walletOf[submitted.Owner] = submitted.Wallet;
            _nonces[submitted.Wallet] = submitted.Nonce + 1;
            if (execution.Execute(transaction.Account!.Value, submitted.Calls) is { } reverted)
            {
                End(transaction, reverted);
                return;
            }
        }

        transaction.State = "STATE_MINED";
        transaction.Hash = Hash256.FromBytes(Keccak256.Hash(Encoding.ASCII.GetBytes("mined " + transaction.Id)));
        Step(now + options.Confirmation, transaction, "STATE_MINED", "STATE_CONFIRMED");
    }

    private static void End(RelayedTransaction transaction, string error)
    {
        transaction.State = "STATE_FAILED";
        transaction.Error = error;
    }

    private AccountId? AccountOf(SubmittedTransaction submitted) => accountOf(submitted.Wallet) ?? accountOf(submitted.Owner);

    private void Remember(RelayedTransaction transaction)
    {
        if (_order.Count == RememberedMaximum)
        {
            _byId.Remove(_order.Dequeue());
        }

        _byId.Add(transaction.Id, transaction);
        _order.Enqueue(transaction.Id);
    }

    private string Identity(string purpose) =>
        new Guid(Keccak256.Hash(Encoding.ASCII.GetBytes($"{purpose} {++_taken}")).AsSpan(0, 16)).ToString("D");
}
