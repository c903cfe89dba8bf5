using PolyCloud.Simulator;

namespace PolyCloud.Research.Simulate.Chaos;

/// <summary>Everything that can go wrong in a run: the venue's faults by their own names, and those of machines, network and store.</summary>
public static class FaultNames
{
    public const string WorkerKilled = "worker-killed";
    public const string WorkerKilledSending = "worker-killed-sending";
    public const string WorkerKilledSent = "worker-killed-sent";
    public const string WorkerFrozen = "worker-frozen";
    public const string SecondWorker = "second-worker";
    public const string WorkersRace = "workers-race";
    public const string TornTail = "torn-tail";
    public const string DiskFull = "disk-full";
    public const string StoreDown = "store-down";
    public const string StoreAnswerLost = "store-answer-lost";
    public const string StoreConflict = "store-conflict";
    public const string StoreSlow = "store-slow";
    public const string CallsLost = "calls-lost";
    public const string AnswersLost = "answers-lost";
    public const string AnswersLate = "answers-late";
    public const string HeartbeatsLost = "heartbeats-lost";
    public const string SocketsClosed = "sockets-closed";
    public const string FramesDoubled = "frames-doubled";
    public const string MarketClogged = "market-clogged";
    public const string UserClogged = "user-clogged";
    public const string PriceClogged = "price-clogged";
    public const string PriceGapAtOpen = "price-gap-at-open";
    public const string NodeBehind = "node-behind";
    public const string NodeLies = "node-lies";
    public const string ClockSkewed = "clock-skewed";
    public const string KillSwitch = "kill-switch";
    public const string RelayerBusy = "relayer-busy";
    public const string RelayerFails = "relayer-fails";
    public const string RelayerStalls = "relayer-stalls";
    public const string RelayerAnswerLost = "relayer-answer-lost";

    public const string ControlPlaneKilled = "control-plane-killed";
    public const string ControlPlaneKilledWriting = "control-plane-killed-writing";
    public const string ControlPlaneFrozen = "control-plane-frozen";
    public const string WorkflowNewCode = "workflow-new-code";

    /// <summary>Faults of the control plane; drawn beside the others.</summary>
    public static IReadOnlyList<string> OfTheControlPlane { get; } = [ControlPlaneKilled, ControlPlaneKilledWriting, ControlPlaneFrozen, WorkflowNewCode];

    /// <summary>Faults of the world around the venue, in the order in which they are drawn.</summary>
    public static IReadOnlyList<string> OfTheWorld { get; } =
    [
        WorkerKilled, WorkerKilledSending, WorkerKilledSent, WorkerFrozen, SecondWorker, WorkersRace, TornTail, DiskFull, StoreDown, StoreAnswerLost,
        StoreConflict, StoreSlow, CallsLost, AnswersLost, AnswersLate, HeartbeatsLost, SocketsClosed, FramesDoubled, MarketClogged, UserClogged, PriceClogged,
        PriceGapAtOpen, ClockSkewed, KillSwitch, RelayerBusy, RelayerFails, RelayerStalls, RelayerAnswerLost, NodeBehind, NodeLies,
    ];

    /// <summary>The venue's own, in the order of its catalogue.</summary>
    public static IReadOnlyList<string> OfTheVenue { get; } = [.. new SimulatedVenue(new SimulatorOptions(), 0).Faults.All.Select(fault => fault.Name)];

    /// <summary>Those that the first draw of a plan chooses among.</summary>
    public static IReadOnlyList<string> OfTheFirstDraw { get; } = [.. OfTheVenue, .. OfTheWorld];

    public static IReadOnlyList<string> All { get; } = [.. OfTheFirstDraw, .. OfTheControlPlane];
}
