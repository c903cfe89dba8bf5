using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.PairedLadder;

/// <summary>How lopsided the inventory is, and what that does to the ladder of each token.</summary>
internal readonly record struct LadderSkew
{
    /// <summary>Of <see cref="Severity"/>: the side in excess is full.</summary>
    public const int Full = 1_000;

    private readonly int _dropFrom;

    /// <param name="unpaired">Up − Down.</param>
    public LadderSkew(Size unpaired, PairedLadderOptions options)
    {
        Unpaired = unpaired;
        Severity = (int)Math.Min(RoundedDivision.Divide((Int128)unpaired.Magnitude.Units * Full, options.MaximumUnpaired.Units, Rounding.Up), Full);
        _dropFrom = options.DropFirstLevelPercent * (Full / 100);
    }

    public Size Unpaired { get; }

    /// <summary>Unpaired shares of their maximum, in thousandths, 0 to 1 000.</summary>
    public int Severity { get; }

    /// <summary>The token held in excess; meaningless while nothing is unpaired.</summary>
    public Outcome Excess => Unpaired.Units >= 0 ? Outcome.Up : Outcome.Down;

    public bool IsExcess(Outcome outcome) => Severity > 0 && outcome == Excess;

    /// <summary>The first level still bid for: the side in excess gives up the one that would fill first.</summary>
    public int FirstLevel(Outcome outcome) => IsExcess(outcome) && Severity >= _dropFrom ? 1 : 0;

    /// <summary>Shares of a level: less on the side in excess, none where it is full.</summary>
    public Size Scale(Outcome outcome, Size size) => IsExcess(outcome)
        ? new Size(RoundedDivision.Divide((Int128)size.Units * (Full - Severity), Full, Rounding.Down))
        : size;
}
