using System.Globalization;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Workflows;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Storage.State;

namespace PolyCloud.Research.Simulate.ControlPlane;

/// <summary>A machine that runs a control plane: it dies, freezes, and is started again, with the same code or with the next version.</summary>
internal sealed class SimulatedControlPlane(SimulationScene scene, string name, TradingWallet wallet)
{
    /// <summary>Whoever supervises it starts it again after this long.</summary>
    private static readonly Duration RestartPause = Duration.FromSeconds(2);

    private ControlPlaneLife? _life;
    private Timestamp _bootAt = Timestamp.Never;
    private bool _thawsInTheMidst;

    /// <summary>The process stands still.</summary>
    public bool IsFrozen { get; private set; }

    /// <summary>Starts from now on run the workflows' next version.</summary>
    public bool RunsNewCode { get; set; }

    public bool Leads => _life is { Leads: true };

    public int Starts { get; private set; }

    public Timestamp NextDue => IsFrozen ? Timestamp.Never : _life?.NextDue ?? _bootAt;

    public void StartAt(Timestamp at) => _bootAt = at;

    public void Kill(Timestamp now, Timestamp restartAt) => End(now, "killed", restartAt);

    /// <summary>It dies at one of its next writes.</summary>
    /// <param name="writes">Which, from 1.</param>
    /// <param name="isStored">Whether that write is stored.</param>
    /// <param name="struck">Told when it does.</param>
    public void KillAtWrite(int writes, bool isStored, Action struck)
    {
        if (_life is { } life)
        {
            (life.Tables.DiesIn, life.Tables.LastIsStored, life.Tables.Died) = (writes, isStored, struck);
        }
    }

    /// <summary>No write kills it any more.</summary>
    public void Spare()
    {
        if (_life is { } life)
        {
            life.Tables.DiesIn = 0;
        }
    }

    public void Freeze() => IsFrozen = true;

    /// <param name="inTheMidst">It goes on behind its look at the lease, not before.</param>
    public void Thaw(bool inTheMidst) => (IsFrozen, _thawsInTheMidst) = (false, inTheMidst);

    public void Step(Timestamp now)
    {
        if (IsFrozen)
        {
            return;
        }

        if (_life is null && _bootAt <= now)
        {
            _bootAt = Timestamp.Never;
            Starts++;
            _life = new ControlPlaneLife(
                scene, $"{name}{Starts.ToString(CultureInfo.InvariantCulture)}", wallet, RunsNewCode ? scene.Options.Parts.NextWorkflows() : ControlPlaneCatalog.Create());
            scene.Books.Log.Add(now, "control-plane", $"{name} started{(RunsNewCode ? " with the next version" : "")}");
        }

        if (_life is not { } life || (life.NextDue > now && !_thawsInTheMidst))
        {
            return;
        }

        try
        {
            var inTheMidst = _thawsInTheMidst;
            _thawsInTheMidst = false;
            life.Step(now, inTheMidst);
        }
        catch (LeaseLostException lost)
        {
            End(now, lost.Message, now + RestartPause);
        }
        catch (ProcessKilledException)
        {
            End(now, "killed at a write", now + RestartPause);
        }
    }

    private void End(Timestamp now, string because, Timestamp restartAt)
    {
        if (_life is { } life)
        {
            scene.Books.Log.Add(now, "control-plane", $"{name} ended: {because}");
            life.Tables.IsDead = true;
            _life = null;
            _bootAt = restartAt;
        }
    }
}
