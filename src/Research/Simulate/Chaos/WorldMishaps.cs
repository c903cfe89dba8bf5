using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Chaos;

/// <summary>What goes wrong with the network, the store and the relayer.</summary>
internal sealed class WorldMishaps(SimulationScene scene)
{
    /// <summary>Longer than a call is waited for, so that some answers come too late.</summary>
    private static readonly Duration LatestAnswer = Duration.FromSeconds(6);

    private static readonly Dictionary<string, Action<SimulationScene, Mishap, bool>> Known = new(StringComparer.Ordinal)
    {
        [FaultNames.StoreDown] = static (scene, _, on) => scene.Tables.IsDown = on,
        [FaultNames.StoreAnswerLost] = static (scene, _, on) => scene.Tables.LosesAnswers = on,
        [FaultNames.StoreConflict] = static (scene, _, on) => scene.Tables.ConflictsLeft = on ? 1 : 0,
        [FaultNames.StoreSlow] = static (scene, mishap, on) => scene.Tables.SlowBy = on ? Duration.FromMilliseconds(500 + (long)(mishap.Draw % 8_000)) : Duration.Zero,
        [FaultNames.HeartbeatsLost] = static (scene, mishap, on) => scene.Network.HeartbeatLosses = on ? mishap.Rate : 0,
        [FaultNames.FramesDoubled] = static (scene, mishap, on) => scene.Network.DoubledFrames = on ? mishap.Rate : 0,
        [FaultNames.NodeBehind] = static (scene, _, on) => scene.Network.NodeIsBehind = on,
        [FaultNames.NodeLies] = static (scene, _, on) => scene.Network.NodeLies = on,
        [FaultNames.CallsLost] = static (scene, mishap, on) => scene.Network.Losses = on ? mishap.Rate : 0,
        [FaultNames.AnswersLost] = static (scene, mishap, on) => scene.Network.LostAnswers = on ? mishap.Rate : 0,
        [FaultNames.AnswersLate] = static (scene, mishap, on) =>
            scene.Network.AnswerDelayMaximum = on ? new Duration((long)(LatestAnswer.Micros * mishap.Rate)) : Duration.Zero,
        [FaultNames.RelayerBusy] = static (scene, _, on) => scene.Venue.RelayerFaults.BusyNext(on ? 2 : 0),
        [FaultNames.RelayerFails] = static (scene, _, on) => scene.Venue.RelayerFaults.FailNext(on ? 1 : 0),
        [FaultNames.RelayerAnswerLost] = static (scene, _, on) => scene.Venue.RelayerFaults.LoseAnswers(on ? 1 : 0),
        [FaultNames.RelayerStalls] = static (scene, _, on) => scene.Venue.RelayerFaults.StaysPending = on,
    };

    public static bool Are(Mishap mishap) => Known.ContainsKey(mishap.Fault);

    public void Carry(Mishap mishap, bool begins) => Known[mishap.Fault](scene, mishap, begins);
}
