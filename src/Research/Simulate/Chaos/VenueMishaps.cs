using PolyCloud.Simulator.Faults;

namespace PolyCloud.Research.Simulate.Chaos;

/// <summary>Faults of the venue's own catalogue, with the numbers that a mishap draws for them.</summary>
internal static class VenueMishaps
{
    private static readonly HashSet<string> Names = new(FaultNames.OfTheVenue, StringComparer.Ordinal);

    public static bool Are(Mishap mishap) => Names.Contains(mishap.Fault);

    public static void Carry(VenueFaults faults, Mishap mishap, bool begins)
    {
        if (begins)
        {
            faults.SwitchOn(PlanOf(mishap));
        }
        else
        {
            faults.SwitchOff(mishap.Fault);
        }
    }

    private static FaultPlan PlanOf(Mishap mishap) => new(mishap.Fault)
    {
        // What begins once strikes for sure; what strikes occasions does so at its rate.
        Rate = mishap.Fault is "engine-restart" or "cancel-debt" or "tick-change" or "silent-stall" or "user-stall" or "half-open" ? 1 : mishap.Rate,
        Seed = mishap.Draw,
        Values = ValuesOf(mishap.Fault, (int)(mishap.Draw % 1_000)),
    };

    private static Dictionary<string, double> ValuesOf(string fault, int draw)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        switch (fault)
        {
            case "silent-stall":
                values["channel"] = 1 + (draw % 6);
                break;
            case "engine-restart":
                values["down-ms"] = 1_000 + (draw * 20);
                values["post-only-ms"] = draw * 20;
                values["drop-orders"] = draw % 2;
                break;
            case "too-many-requests":
                values["retry-after-s"] = 1 + (draw % 5);
                values["cancels"] = draw % 2;
                values["reads"] = draw / 2 % 2;
                break;
            case "cancel-debt":
                values["tokens"] = 1 + draw;
                break;
            case "tick-change":
                values["tick-units"] = draw % 2 == 0 ? 10 : 100;
                break;
            case "trade-reorg":
                values["fails"] = draw % 2;
                break;
            case "resolution-delay":
                values["delay-ms"] = 1_000 + (draw * 100);
                break;
            default:
                break;
        }

        return values;
    }
}
