using PolyCloud.ContainerWorker.Inventory;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.InProcess;
using PolyCloud.Research.Simulate.Chaos;
using PolyCloud.Research.Simulate.World;
using PolyCloud.Storage.Intents;
using PolyCloud.Storage.Operations;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Research.Simulate.Workers;

/// <summary>
/// A worker process under virtual time: it claims an epoch, takes over, trades, keeps its records, dies and is started again. What it
/// does between is the product's own code; what a host does around it is done here, in one thread.
/// </summary>
internal sealed class SimulatedWorker : IStepGuard, IDisposable
{
    /// <summary>How often positions are written and intents are made durable, as the real host does.</summary>
    private static readonly Duration KeepingPause = Duration.FromMilliseconds(500);

    /// <summary>A store that does not say whether the claim stands is asked again after this long.</summary>
    private static readonly Duration ConfirmPause = Duration.FromMilliseconds(500);

    /// <summary>How often what the control plane wants is looked at: a fifth as often as a worker on a shared file store looks.</summary>
    private static readonly Duration WishPause = Duration.FromMilliseconds(250);

    /// <summary>A start that failed is tried again after this long.</summary>
    private static readonly Duration RestartPause = Duration.FromSeconds(2);

    private readonly SimulationScene _scene;
    private readonly WorkerMachine _machine;
    private readonly TradingWallet _wallet;
    private IntentLog? _intents;
    private WorkerRecords? _records;
    private WorkerState? _state;
    private WishFollowing? _following;
    private OperationFiles? _operations;
    private EpochTakeover? _takeover;
    private RiskState? _risk;
    private IReadOnlyList<string> _ended = [];
    private Timestamp _bootAt = Timestamp.Never;
    private Timestamp _keepAt = Timestamp.Never;
    private Timestamp _confirmAt = Timestamp.Never;
    private Timestamp _wishAt = Timestamp.Never;
    private Timestamp _writeAt = Timestamp.Never;
    private (Reason Halt, RiskState Risk) _writing;
    private bool _storageIsHealthy;

    public SimulatedWorker(string name, SimulationScene scene, WorkerMachine machine, TradingWallet wallet)
    {
        Name = name;
        _scene = scene;
        _machine = machine;
        _wallet = wallet;
        Link = new WorkerLink(scene.Venue, scene.Network, this);
    }

    public string Name { get; }

    public WorkerLink Link { get; }

    public WorkerMachine Machine => _machine;

    /// <summary>The node where it has taken over and trades, or has just stopped; null before and after.</summary>
    public TradingNode? Node { get; private set; }

    public long Epoch { get; private set; }

    public bool IsRunning => _takeover is not null || Node is not null;

    public bool IsTrading => Node is { HasStopped: false };

    /// <summary>Neither running nor about to be started.</summary>
    public bool IsOver => !IsRunning && _bootAt.IsNever;

    /// <summary>How it ended last: because its windows were done, or because another worker took over.</summary>
    public string EndedBecause { get; private set; } = "";

    /// <summary>Whether the last node that stopped by itself had proved that no order of it was left.</summary>
    public bool EndedClear { get; private set; }

    /// <summary>Lives so far.</summary>
    public int Starts { get; private set; }

    public Timestamp NextDue => Timestamp.Earlier(Link.IsFrozen ? Timestamp.Never : Timestamp.Earlier(Timestamp.Earlier(_confirmAt, _wishAt), Timestamp.Earlier(_bootAt, _keepAt)), Link.NextDue);

    public void StartAt(Timestamp at) => _bootAt = at;

    /// <summary>SIGKILL: nothing is said or written any more.</summary>
    public void Kill(Timestamp now, Timestamp restartAt)
    {
        End(now, "killed");
        _bootAt = restartAt;
    }

    public void Step(Timestamp now)
    {
        if (!Link.IsFrozen && _bootAt <= now)
        {
            Boot(now);
        }

        Link.Step(now);
        if (_takeover is { HasStopped: true } takeover && !Link.IsFrozen && (_confirmAt.IsNever || _confirmAt <= now))
        {
            TakeoverEnded(now, takeover);
        }

        if (!Link.IsFrozen && _keepAt <= now)
        {
            _keepAt = now + KeepingPause;
            KeepRecords(now);
        }

        if (!Link.IsFrozen && _wishAt <= now)
        {
            _wishAt = Beat.After(now, WishPause);
            FollowWishes(now);
        }

        if (Node is { HasStopped: true } node)
        {
            EndedClear = node.IsClear;
            End(now, node.StoppingBecause ?? "");
        }
    }

    void IStepGuard.Guarded(Timestamp now, Action<Timestamp> step)
    {
        try
        {
            step(now);
        }
        catch (Exception problem)
        {
            _scene.Books.StepFailed(now, $"worker {Name} epoch {Epoch}: {problem}");
        }
    }

    public void Halt(Timestamp now)
    {
        _machine.HaltFlag = true;
        if (Node is { } node)
        {
            Link.Do(now, at => node.HaltNow(at, Reason.ManualHalt));
        }
    }

    public void Resume(Timestamp now)
    {
        _machine.HaltFlag = false;
        if (Node is { } node)
        {
            Link.Do(now, node.Resume);
        }
    }

    public void Dispose() => _intents?.Dispose();

    private void Boot(Timestamp now)
    {
        _bootAt = Timestamp.Never;
        try
        {
            Open(now);
        }
        catch (Exception problem) when (problem is StoreUnavailableException or StoreConflictException)
        {
            _scene.Books.Log.Add(now, "start-failed", $"worker {Name}: {problem.Message}");
            CloseRecords();
            _bootAt = now + RestartPause;
        }
    }

    private void Open(Timestamp now)
    {
        if (_machine.DiskIsFull)
        {
            throw new StoreUnavailableException("the disk is full");
        }

        var claimed = WorkerState.Claim(_scene.Tables, _machine, Name, now);
        Epoch = _scene.Options.Parts.Epoch(claimed, _machine.LastEpoch);
        _machine.LastEpoch = Epoch;
        _intents = _machine.OpenIntents();
        _operations = _machine.OpenOperations(now);
        _records = new WorkerRecords(Epoch, _machine, _intents, _operations, Link.Gap, _scene.Books, _scene.Trace);
        _state = new WorkerState(_scene.Tables, Epoch, now);
        _risk = WorkerState.RiskOf(_scene.Tables);
        _ended = WorkerState.EndedOf(_scene.Tables, now);
        Starts++;
        _scene.Books.Started(now, Name, Epoch);
        _takeover = _scene.Options.Parts.Takeover(_wallet, Epoch, WorkerState.Predecessors(_scene.Tables, Epoch));
        Link.Begin(now, _takeover, []);
    }

    private void TakeoverEnded(Timestamp now, EpochTakeover takeover)
    {
        _confirmAt = Timestamp.Never;
        if (takeover.Credential is not { } credential)
        {
            _scene.Books.Log.Add(now, "takeover-refused", $"worker {Name} epoch {Epoch}");
            End(now, "the venue refused it");
            _bootAt = now + RestartPause;
            return;
        }

        if (ClaimStands(now) is not { } stands)
        {
            _confirmAt = now + ConfirmPause;
            return;
        }

        if (!stands)
        {
            End(now, "another worker claimed meanwhile");
            return;
        }

        _takeover = null;
        Trade(now, credential);
    }

    /// <summary>Null where the store does not tell.</summary>
    private bool? ClaimStands(Timestamp now)
    {
        try
        {
            return WorkerState.Confirm(_scene.Tables, Epoch);
        }
        catch (StoreUnavailableException away)
        {
            _scene.Books.Log.Add(now, "not-confirmed", $"worker {Name} epoch {Epoch}: {away.Message}");
            return null;
        }
    }

    private void Trade(Timestamp now, ApiCredential credential)
    {
        var parts = _scene.Options.Parts;
        var options = new NodeOptions
        {
            Engine = parts.Engine(_scene.Options.Engine),
            Epoch = Epoch,
            FirstOpens = Timestamp.Later(SimulationOptions.FirstOpens, new Timestamp(now.Micros - (now.Micros % 300_000_000))),
            LastCloses = _scene.Options.LastCloses,
            Operations = _operations!.Find(),
            EndedWindows = _ended,
        };
        var node = new TradingNode(
            options, new OrderSigner(_wallet), credential, _records!, new DeterministicRandom(_scene.Options.Seed ^ (ulong)Epoch), static () => 0, chain: ThreeNodes(SimulatedChain.Of(_wallet.Key)));
        Node = node;
        _scene.Books.Trading(now, Name, Epoch);
        _storageIsHealthy = true;
        Link.Cut(now);
        ((IStepGuard)this).Guarded(now + Link.Skew, at =>
        {
            if (_risk is { } risk)
            {
                node.RestoreRisk(at, risk);
            }

            node.StorageHealth(at, healthy: true);
            if (_scene.Options.HasControlPlane)
            {
                node.Follow(at, null);
            }
        });
        _following = _scene.Options.HasControlPlane ? new WishFollowing(_scene, _machine, Epoch) : null;
        Link.Begin(now, parts.Actor(node, _wallet), [.. node.Sockets.Select(parts.Socket)]);
        if (_machine.HaltFlag)
        {
            Link.Do(now, at => node.HaltNow(at, Reason.ManualHalt));
        }

        _keepAt = now + KeepingPause;
        _wishAt = _following is null ? Timestamp.Never : now;
    }

    /// <summary>One of them may lie or be behind.</summary>
    private static ChainAccess ThreeNodes(ChainAccess chain) => chain with { Endpoints = new RpcEndpoints(new RpcOptions { Endpoints = 3 }), Quorum = 2 };

    private void KeepRecords(Timestamp now)
    {
        if (Node is not { } node || _records is not { } records)
        {
            return;
        }

        var healthy = true;
        records.WriteOperations();
        if (_machine.DiskIsFull)
        {
            healthy = records.Problem is null;
        }
        else
        {
            _intents!.Flush();
            records.Problem = null;
        }

        try
        {
            WriteState(now, node);
        }
        catch (StoreUnavailableException)
        {
            healthy = false;
        }
        catch (LeaseLostException lost)
        {
            LogLost(now, lost);
            StopSuperseded(now, node);
            return;
        }

        if (healthy != _storageIsHealthy)
        {
            _storageIsHealthy = healthy;
            Link.Do(now, at => node.StorageHealth(at, healthy));
        }
    }

    private void FollowWishes(Timestamp now)
    {
        if (Node is not { } node || _following is not { } following)
        {
            return;
        }

        try
        {
            following.Look(node, _state, act => Link.Do(now, act));
        }
        catch (LeaseLostException lost)
        {
            LogLost(now, lost);
            StopSuperseded(now, node);
        }
    }

    private void LogLost(Timestamp now, LeaseLostException lost) => _scene.Books.Log.Add(now, "lease-lost", $"worker {Name} epoch {Epoch}: {lost.Message}");

    private void StopSuperseded(Timestamp now, TradingNode node)
    {
        _state = null;
        Link.Do(now, at =>
        {
            node.HaltNow(at, Reason.LeaseLost);
            node.Stop(at, "lease lost", Duration.FromSeconds(20));
        });
    }

    /// <summary>One write at a time: what a slow one was begun with is what it writes.</summary>
    private void WriteState(Timestamp now, TradingNode node)
    {
        if (_writeAt.IsNever)
        {
            _writing = (node.Halt, node.Driver.Engine.RiskState);
            _writeAt = now + _scene.Tables.SlowBy;
            if (_scene.Tables.SlowBy > Duration.Zero)
            {
                _scene.Tables.Struck(FaultNames.StoreSlow);
            }
        }

        if (_writeAt <= now)
        {
            _writeAt = Timestamp.Never;
            _state?.Write(now, _writing.Halt, _writing.Risk);
            _state?.Write(_records!.Windows);
        }
    }

    private void End(Timestamp now, string because)
    {
        if (!IsRunning)
        {
            return;
        }

        EndedBecause = because;
        _scene.Books.Ended(now, Name, Epoch, because);
        if (Node is { } node)
        {
            _scene.Books.Retire(Epoch, node);
        }

        Node = null;
        _takeover = null;
        _keepAt = Timestamp.Never;
        _confirmAt = Timestamp.Never;
        _wishAt = Timestamp.Never;
        _writeAt = Timestamp.Never;
        Link.Cut(now);
        CloseRecords();
    }

    private void CloseRecords()
    {
        _intents?.Dispose();
        _intents = null;
    }
}
