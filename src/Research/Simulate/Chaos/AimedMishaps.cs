using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Research.Simulate.Coverage;

namespace PolyCloud.Research.Simulate.Chaos;

/// <summary>
/// Mishaps that are aimed at what comes seldom or is soon over: each waits for an order or a window in a state that is drawn for it, and
/// where nothing brings that state about by itself a companion does. They are drawn beside the others and change none of them.
/// </summary>
internal static class AimedMishaps
{
    private const double MishapsPerWindow = 4;

    /// <summary>Only here are they drawn: two in a run of five windows.</summary>
    private const double ControlPlaneShare = 0.1;

    /// <summary>A state that has not come by then does not come: every phase comes once in 300 s.</summary>
    public static readonly Duration Patience = Duration.FromSeconds(320);

    /// <summary>A window's last phases and its result all lie this close to the next boundary.</summary>
    private static readonly Duration AroundBoundary = Duration.FromSeconds(250);

    /// <summary>
    /// As long as placements get lost, the fate of some is unknown; 15 s later it is known that they never arrived. Most are cancelled
    /// before their time is up, so it takes many.
    /// </summary>
    private static readonly Duration CompanionLasts = Duration.FromSeconds(40);

    /// <summary>States that most mishaps would not meet by chance; the one that is hardest to bring about twice.</summary>
    private static readonly string[] Seldom =
    [
        nameof(OrderState.Unknown), nameof(OrderState.Unknown), nameof(OrderState.NeverArrived), nameof(OrderState.Rejected), FaultCoverage.PartlyFilled, nameof(MarketPhase.Discovered),
        nameof(MarketPhase.Unwind), nameof(MarketPhase.CloseOnly), nameof(MarketPhase.HedgeLock), nameof(MarketPhase.Done), nameof(MarketPhase.Resolving), nameof(MarketPhase.Settled),
    ];

    /// <summary>Lies in wait at once, and strikes at the first occasion at which the state is there that it is aimed at.</summary>
    public static bool LiesInWait(string fault) => fault is FaultNames.WorkerKilledSending or FaultNames.WorkerKilledSent;

    /// <param name="drawn">What the seed has drawn so far; more is added.</param>
    public static void Draw(SimulationOptions options, Timestamp from, Timestamp calmFrom, List<Mishap> drawn)
    {
        var random = new DeterministicRandom(options.Seed).Fork(0x41494D45);
        foreach (var refused in drawn.Where(static mishap => mishap.Fault == "credential-refused").ToList())
        {
            AddStart(drawn, refused);
        }

        for (var at = from; ;)
        {
            at += new Duration(1 + (long)(random.NextExponential(300 / MishapsPerWindow) * 1e6));
            if (at >= calmFrom)
            {
                break;
            }

            var among = random.Chance(ControlPlaneShare) ? FaultNames.OfTheControlPlane : FaultNames.All;
            var fault = among[random.NextInt32(among.Count)];
            var state = Seldom[random.NextInt32(Seldom.Length)];
            var lasts = Duration.FromMilliseconds(random.NextInt64(500, 45_000));
            var rate = random.Chance(0.5) ? 1 : 0.3;
            var draw = random.NextUInt64();
            AddCompanion(drawn, state, at, calmFrom, draw);
            Add(drawn, new Mishap(drawn.Count, fault, at, lasts, rate, draw) { Awaits = state }, calmFrom);
        }
    }

    private static void Add(List<Mishap> drawn, Mishap aimed, Timestamp calmFrom)
    {
        if (Occasions.IsAtABoundary(aimed.Fault))
        {
            // It has its own time; begun earlier it is there while the window goes through its last phases.
            var (begins, ends) = Occasions.Of(aimed.Fault, aimed.At, aimed.Ends, aimed.Draw);
            begins -= new Duration((long)(aimed.Draw % (ulong)AroundBoundary.Micros));
            if (begins < calmFrom)
            {
                drawn.Add(aimed with { At = begins, For = Timestamp.Earlier(ends, calmFrom) - begins, Awaits = null });
            }

            return;
        }

        if (LiesInWait(aimed.Fault))
        {
            drawn.Add(aimed with { For = Timestamp.Earlier(aimed.At + Patience, calmFrom) - aimed.At });
            return;
        }

        var longest = Occasions.Of(aimed.Fault, aimed.At, aimed.Ends, aimed.Draw);
        var mishap = aimed with { For = Timestamp.Earlier(longest.Ends, calmFrom) - aimed.At };
        drawn.Add(mishap);
        if (aimed.Fault == "credential-refused")
        {
            AddStart(drawn, mishap);
        }
    }

    /// <summary>Credentials are asked for by workers that start: one is killed, or a second one comes, once the state is there.</summary>
    private static void AddStart(List<Mishap> drawn, Mishap refused)
    {
        var part = new Duration(refused.For.Micros / 4);
        var fault = refused.Draw % 2 == 0 ? FaultNames.SecondWorker : FaultNames.WorkerKilled;
        drawn.Add(new Mishap(drawn.Count, fault, refused.At + part, part, 1, refused.Draw >> 1) { Awaits = refused.Awaits });
    }

    private static void AddCompanion(List<Mishap> drawn, string state, Timestamp at, Timestamp calmFrom, ulong draw)
    {
        var fault = state switch
        {
            nameof(OrderState.Unknown) or nameof(OrderState.NeverArrived) => "lost-request",
            nameof(OrderState.Rejected) => "error-in-success",
            _ => null,
        };
        if (fault is not null)
        {
            drawn.Add(new Mishap(drawn.Count, fault, at, Timestamp.Earlier(at + CompanionLasts, calmFrom) - at, 1, draw));
        }
    }
}
