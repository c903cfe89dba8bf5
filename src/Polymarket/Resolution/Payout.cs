using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Resolution;

/// <summary>What a share of each outcome pays after resolution, in micro-dollars; the two make one dollar.</summary>
public readonly record struct Payout
{
    private const long Whole = 1_000_000;

    private Payout(long up, long down) => (Up, Down) = (up, down);

    public long Up { get; }

    public long Down { get; }

    /// <summary>The outcome that takes all; null where the dollar is split, as in a cancelled market.</summary>
    public Outcome? Winner => Up == Whole ? Outcome.Up : Down == Whole ? Outcome.Down : null;

    public static Payout Of(Outcome winner) => winner == Outcome.Up ? new(Whole, 0) : new(0, Whole);

    /// <summary>From numerators of any scale, as the contract and the services tell them; false where they are no resolution.</summary>
    public static bool TryFrom(IReadOnlyList<long> numerators, out Payout payout)
    {
        payout = default;
        var sum = numerators.Count == 2 ? (Int128)numerators[0] + numerators[1] : 0;
        if (sum <= 0 || numerators[0] < 0 || numerators[1] < 0)
        {
            return false;
        }

        var up = (long)((Int128)numerators[0] * Whole / sum);
        payout = new Payout(up, Whole - up);
        return true;
    }

    public override string ToString() => $"{Up}/{Down}";
}
