using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Chaos;

/// <summary>
/// What goes wrong and when, drawn whole before a run begins: a mishap can then be left out without changing any other. Faults come in
/// storms of a few seconds to most of a minute, some of them at once, each with a rate of its own, and others are aimed at what comes
/// seldom; then all is calm, and the system has to come to rest.
/// </summary>
internal sealed class ChaosPlan
{
    /// <summary>Mishaps a window on average: enough that most moments of a run are near one, and few enough that it trades in between.</summary>
    private const double MishapsPerWindow = 6;

    /// <summary>Kills are the promise that counts most: how fast each clears under every other fault needs many of them.</summary>
    private const int MoreKills = 2;

    private static readonly double[] Rates = [0.05, 0.3, 1];

    private ChaosPlan(IReadOnlyList<Mishap> drawn, int firstDrawn, IReadOnlyList<Mishap> mishaps, Timestamp calmFrom) =>
        (Drawn, FirstDrawn, Mishaps, CalmFrom) = (drawn, firstDrawn, mishaps, calmFrom);

    /// <summary>All that the seed draws, whether it may happen or not.</summary>
    public IReadOnlyList<Mishap> Drawn { get; }

    /// <summary>How many of them the first draw gave; the others are aimed, or go with those.</summary>
    public int FirstDrawn { get; }

    /// <summary>Those that may happen, by number.</summary>
    public IReadOnlyList<Mishap> Mishaps { get; }

    /// <summary>Nothing goes wrong on purpose from here on.</summary>
    public Timestamp CalmFrom { get; }

    public static ChaosPlan Draw(SimulationOptions options)
    {
        var random = new DeterministicRandom(options.Seed).Fork(0x43484153);

        // Half of the runs come to rest with a window open, the others behind the last one's end.
        var calmFrom = random.Chance(0.5)
            ? options.LastCloses - Duration.FromSeconds(random.NextInt64(110, 200))
            : options.LastCloses + Duration.FromSeconds(random.NextInt64(1, 120));
        var drawn = new List<Mishap>();
        var from = SimulationOptions.FirstOpens - Duration.FromSeconds(60);
        for (var at = from; ;)
        {
            at += new Duration(1 + (long)(random.NextExponential(300 / MishapsPerWindow) * 1e6));
            if (at >= calmFrom)
            {
                break;
            }

            var choice = random.NextInt32(FaultNames.OfTheFirstDraw.Count + MoreKills);
            var fault = choice < FaultNames.OfTheFirstDraw.Count ? FaultNames.OfTheFirstDraw[choice] : FaultNames.KillSwitch;
            var lasts = Duration.FromMilliseconds(random.Chance(0.5) ? random.NextInt64(200, 8_000) : random.NextInt64(8_000, 50_000));
            var rate = Rates[random.NextInt32(Rates.Length)];
            var draw = random.NextUInt64();
            var (begins, ends) = Occasions.Of(fault, at, at + lasts, draw);
            if (begins < calmFrom)
            {
                drawn.Add(new Mishap(drawn.Count, fault, begins, Timestamp.Earlier(ends, calmFrom) - begins, rate, draw));
            }
        }

        var firstDrawn = drawn.Count;
        AimedMishaps.Draw(options, from, calmFrom, drawn);
        var kept = drawn.Where(mishap => options.Faults.Allows(mishap.Fault) && (options.Kept is null || options.Kept.Contains(mishap.Number)));
        return new ChaosPlan(drawn, firstDrawn, [.. kept], calmFrom);
    }
}
