using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Chaos;

/// <summary>What goes wrong with the network, the store and the relayer.</summary>
internal sealed class WorldMishaps(SimulationScene scene)
{
    /// <summary>Longer than a call is waited for, so that some answers come too late.</summary>
    private static readonly Duration LatestAnswer = Duration.FromSeconds(6);

    public bool Begin(Mishap mishap) => Set(mishap, on: true);

    public bool End(Mishap mishap) => Set(mishap, on: false);

    private bool Set(Mishap mishap, bool on)
    {
        switch (mishap.Fault)
        {
            case FaultNames.StoreDown:
                scene.Tables.IsDown = on;
                return true;
            case FaultNames.StoreAnswerLost:
                scene.Tables.LosesAnswers = on;
                return true;
            case FaultNames.StoreConflict:
                scene.Tables.ConflictsLeft = on ? 1 : 0;
                return true;
            case FaultNames.CallsLost:
                scene.Network.Losses = on ? mishap.Rate : 0;
                return true;
            case FaultNames.AnswersLost:
                scene.Network.LostAnswers = on ? mishap.Rate : 0;
                return true;
            case FaultNames.AnswersLate:
                scene.Network.AnswerDelayMaximum = on ? new Duration((long)(LatestAnswer.Micros * mishap.Rate)) : Duration.Zero;
                return true;
            default:
                return Relayer(mishap.Fault, on);
        }
    }

    private bool Relayer(string fault, bool on)
    {
        var faults = scene.Venue.RelayerFaults;
        switch (fault)
        {
            case FaultNames.RelayerBusy:
                faults.BusyNext(on ? 2 : 0);
                return true;
            case FaultNames.RelayerFails:
                faults.FailNext(on ? 1 : 0);
                return true;
            case FaultNames.RelayerAnswerLost:
                faults.LoseAnswers(on ? 1 : 0);
                return true;
            case FaultNames.RelayerStalls:
                faults.StaysPending = on;
                return true;
            default:
                return false;
        }
    }
}
