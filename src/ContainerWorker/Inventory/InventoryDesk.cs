using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Relayer;
using PolyCloud.Polymarket.Chain.Sessions;
using PolyCloud.Polymarket.Chain.Transactions;
using PolyCloud.Polymarket.Http;
using PolyCloud.Storage.Operations;

namespace PolyCloud.ContainerWorker.Inventory;

/// <summary>
/// Carries the engine's merges, splits and redemptions to the chain and tells it what became of them. What is signed is told to
/// the observer before its bytes leave; what an earlier epoch signed is gone on with. An operation of unknown end is decided by
/// the wallet's balances, and nothing else is sent until then.
/// </summary>
internal sealed class InventoryDesk : IChainEvents
{
    /// <summary>How long the venue is given to pay a winner by itself before the tokens are redeemed.</summary>
    private static readonly Duration VenuePaysWithin = Duration.FromSeconds(60);

    private static readonly Duration MattersAfterClose = Duration.FromSeconds(7_200);

    private readonly long _epoch;
    private readonly ChainAccess _access;
    private readonly IChainSession? _session;
    private readonly MarketDirectory _directory;
    private readonly EngineDriver _driver;
    private readonly INodeObserver _observer;
    private readonly HttpOutbox _outbox;
    private readonly BalanceLook _balances;
    private readonly SortedDictionary<long, DeskOperation> _underWay = [];
    private readonly List<OperationRecord> _past = [];

    /// <summary>What earlier epochs signed and did not see end, oldest first: a session goes on with one at a time.</summary>
    private readonly Queue<DeskOperation> _left = new();
    private int _booked;

    /// <param name="balances">Asks the venue what the wallet holds.</param>
    public InventoryDesk(
        long epoch, ChainAccess access, MarketDirectory directory, EngineDriver driver, INodeObserver observer, HttpOutbox outbox, Func<InventoryDesk, BalanceLook> balances)
    {
        _epoch = epoch;
        _access = access;
        _session = access.Session?.Invoke(this);
        _directory = directory;
        _driver = driver;
        _observer = observer;
        _outbox = outbox;
        _balances = balances(this);
    }

    /// <summary>Told after the end of each operation: collateral has changed.</summary>
    public Action<Timestamp>? Ended { get; set; }

    /// <summary>Operations without an end.</summary>
    public int UnderWay => _underWay.Count;

    public Timestamp NextDeadline
    {
        get
        {
            var next = _session?.NextDeadline ?? Timestamp.Never;
            foreach (var operation in _underWay.Values)
            {
                next = Timestamp.Earlier(next, operation.LookAt);
            }

            return next;
        }
    }

    /// <summary>The engine waits for the end of something in this market: it cannot leave yet.</summary>
    public bool IsUnderWay(MarketId market) => _underWay.Values.Any(operation => operation.Market == market);

    /// <summary>Goes on with what earlier epochs signed, and remembers what they finished.</summary>
    public void Start(Timestamp now, IReadOnlyList<OperationRecord> found)
    {
        foreach (var record in found)
        {
            if (record.IsOver)
            {
                _past.Add(record);
            }
            else
            {
                _left.Enqueue(new DeskOperation(-_left.Count - 1, record) { HasBegun = true });
            }
        }

        GoOn(now);
    }

    /// <summary>Books what earlier epochs finished in markets that are held now; after their executions, which it may use.</summary>
    public void BookPast(Timestamp now)
    {
        for (var index = _past.Count - 1; index >= 0; index--)
        {
            var record = _past[index];
            if (!_directory.TrySlug(record.Slug, out var market))
            {
                continue;
            }

            _past.RemoveAt(index);
            _booked++;
            foreach (var fill in PastOperations.FillsOf(record, market, _booked))
            {
                _observer.Filled(now, fill);
                _driver.Engine.OnFill(now, fill, _driver.Effects);
            }
        }
    }

    /// <summary>The engine asks for an operation.</summary>
    public void Carry(Timestamp now, in Effect effect)
    {
        if (!_directory.TryMarket(effect.Market, out var pair))
        {
            return;
        }

        var kind = effect.Kind switch
        {
            EffectKind.Merge => InventoryOperationKind.Merge,
            EffectKind.Split => InventoryOperationKind.Split,
            _ => InventoryOperationKind.Redeem,
        };
        var spec = pair.Spec;
        var operation = new DeskOperation(effect.Operation.Number, new OperationRecord
        {
            Epoch = _epoch,
            Number = effect.Operation.Number,
            Slug = spec.Slug,
            ConditionId = spec.ConditionId,
            Closes = spec.Closes,
            Version = spec.Version,
            NegativeRisk = spec.NegativeRisk,
            Kind = kind,
            Amount = effect.Size,
            Winner = kind == InventoryOperationKind.Redeem ? _driver.Engine.View(effect.Market).Winner : null,
            State = InventoryOperationState.Submitted,
            Updated = now,
        })
        { Market = effect.Market, WaitsUntil = now + VenuePaysWithin };
        _underWay.Add(operation.Id, operation);
        if (kind == InventoryOperationKind.Redeem)
        {
            operation.LookAt = now + BalanceLook.Pause;
        }
        else
        {
            Begin(now, operation);
        }
    }

    public void Tick(Timestamp now)
    {
        _session?.Tick(now, _outbox);
        foreach (var operation in _underWay.Values.Where(operation => operation.LookAt <= now).ToList())
        {
            operation.LookAt = Timestamp.Never;
            _balances.Ask(now, operation);
        }
    }

    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome) => _session?.Completed(now, callId, outcome, _outbox) ?? false;

    /// <summary>What the balances show of an operation.</summary>
    public void Looked(Timestamp now, DeskOperation operation, BalanceVerdict verdict)
    {
        if (!_underWay.ContainsKey(operation.Id))
        {
            return;
        }

        operation.UnchangedLooks = verdict == BalanceVerdict.AsBefore ? operation.UnchangedLooks + 1 : 0;
        if (!operation.HasBegun)
        {
            WaitForVenue(now, operation, verdict);
        }
        else if (operation.Record.State == InventoryOperationState.Unknown)
        {
            Decide(now, operation, verdict);
        }
    }

    void IChainEvents.Signed(Timestamp now, long operation, ChainAttempt attempt) => Change(now, operation, record => record with
    {
        Attempts = [.. record.Attempts, new SignedAttempt(attempt.Nonce, attempt.Reference, attempt.Payload.ToArray(), attempt.Fees.Tip, attempt.Fees.Maximum)],
    });

    void IChainEvents.Submitted(Timestamp now, long operation, string reference) => Change(now, operation, record => record with { Reference = reference });

    void IChainEvents.Confirmed(Timestamp now, long operation, ChainSuccess success) => Change(now, operation, record => record with
    {
        State = InventoryOperationState.Confirmed,
        GasCost = GasOf(record, success),
    });

    void IChainEvents.Failed(Timestamp now, long operation, ChainFailure failure, string detail)
    {
        _observer.Noted(now, NodeNote.Operation, $"{_underWay.GetValueOrDefault(operation)?.Record.Kind} failed: {failure} {detail}");
        Change(now, operation, static record => record with { State = InventoryOperationState.Failed });
    }

    void IChainEvents.Unknown(Timestamp now, long operation, string reference)
    {
        Change(now, operation, static record => record with { State = InventoryOperationState.Unknown });
        if (_session is RelayerSession && _underWay.TryGetValue(operation, out var known))
        {
            known.LookAt = now + BalanceLook.Pause;
        }
    }

    private void Begin(Timestamp now, DeskOperation operation)
    {
        operation.HasBegun = true;
        if (_session is null || OperationPlan.For(operation.Id, operation.Record, _access.Contracts) is not { } plan || !_session.TryStart(now, plan, _outbox))
        {
            Change(now, operation.Id, static record => record with { State = InventoryOperationState.Failed });
        }
    }

    /// <summary>Goes on with the next of what earlier epochs left, where there is one that can be followed.</summary>
    private void GoOn(Timestamp now)
    {
        while (_left.TryDequeue(out var operation))
        {
            var record = operation.Record;
            if (_session is not null && record.Attempts.Count > 0 && OperationPlan.For(operation.Id, record, _access.Contracts) is { } plan)
            {
                GoOn(now, operation, plan);
                return;
            }

            _observer.Noted(now, NodeNote.Operation, $"{record.Kind} of {record.Amount} in {record.Slug} was begun by epoch {record.Epoch} and cannot be followed");
        }
    }

    private void GoOn(Timestamp now, DeskOperation operation, ChainOperation plan)
    {
        var record = operation.Record;
        _underWay.Add(operation.Id, operation);
        var attempts = record.Attempts.Select(attempt => new ChainAttempt(attempt.Nonce, attempt.Hash, attempt.Payload, new GasFees(attempt.TipWei, attempt.MaximumFeeWei))).ToList();
        _observer.Noted(now, NodeNote.Operation, $"{record.Kind} of {record.Amount} in {record.Slug}, begun by epoch {record.Epoch}, is gone on with");
        if (_session is RelayerSession relayer)
        {
            relayer.Resume(now, plan, attempts[^1], record.Reference, _outbox);
        }
        else if (_session is TransactionSession transactions)
        {
            transactions.Resume(now, plan, attempts, _outbox);
        }
    }

    private void WaitForVenue(Timestamp now, DeskOperation operation, BalanceVerdict verdict)
    {
        if (verdict == BalanceVerdict.Happened)
        {
            Change(now, operation.Id, static record => record with { State = InventoryOperationState.Confirmed });
        }
        else if (now >= operation.WaitsUntil && verdict == BalanceVerdict.AsBefore)
        {
            Begin(now, operation);
        }
        else
        {
            operation.LookAt = now + BalanceLook.Pause;
        }
    }

    private void Decide(Timestamp now, DeskOperation operation, BalanceVerdict verdict)
    {
        var relayer = (RelayerSession)_session!;
        if (verdict == BalanceVerdict.Happened)
        {
            relayer.Decide(now, happened: true, _outbox);
        }
        else if (relayer.IsStranded && (operation.UnchangedLooks >= BalanceLook.ProofLooks || IsOfNoMatter(now, operation)))
        {
            relayer.Decide(now, happened: false, _outbox);
        }
        else
        {
            operation.LookAt = now + BalanceLook.Pause;
        }
    }

    /// <summary>Of an earlier epoch, and its market is held by nobody any more: whether it happened changes no books.</summary>
    private static bool IsOfNoMatter(Timestamp now, DeskOperation operation) =>
        operation.Market is null && operation.Record.Closes + MattersAfterClose < now;

    private void Change(Timestamp now, long id, Func<OperationRecord, OperationRecord> change)
    {
        if (!_underWay.TryGetValue(id, out var operation))
        {
            return;
        }

        operation.Record = change(operation.Record) with { Updated = now };
        _observer.Operated(now, operation.Record);
        if (operation.Market is { } market)
        {
            _driver.Engine.OnInventoryOperation(now, operation.Report(market), _driver.Effects);
        }

        if (operation.Record.IsOver)
        {
            _underWay.Remove(id);
            if (operation.Market is null && operation.Record.State == InventoryOperationState.Confirmed)
            {
                _past.Add(operation.Record);
                BookPast(now);
            }

            // The session is free within this call, and what waits in it begins behind this.
            if (operation.Id < 0)
            {
                GoOn(now);
            }

            Ended?.Invoke(now);
        }
    }

    /// <summary>At the most that was offered for a unit of gas: receipts do not tell the price that was paid.</summary>
    private Money GasOf(OperationRecord record, ChainSuccess success)
    {
        if (success.Receipt is not { } receipt || record.Attempts.Count == 0)
        {
            return record.GasCost;
        }

        var wei = (Int128)receipt.GasUsed * record.Attempts[^1].MaximumFeeWei;
        return new Money((long)(wei * _access.NativeCoin.Micros / 1_000_000_000_000_000_000));
    }
}
