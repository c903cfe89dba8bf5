using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Signals.Toxicity;

/// <summary>How a market should be treated for informed flow.</summary>
public enum ToxicityLevel : byte
{
    Normal,

    /// <summary>Trade smaller.</summary>
    Caution,

    /// <summary>Rest nothing that opens until a known moment.</summary>
    MicroHalt,
}

/// <summary>The regime, the reason for it, and how long it lasts. A signal: it only ever shrinks or pauses.</summary>
public readonly record struct ToxicityRegime
{
    private ToxicityRegime(ToxicityLevel level, int sizePercent, Timestamp until, Reason reason)
    {
        Level = level;
        SizePercent = sizePercent;
        Until = until;
        Reason = reason;
    }

    public ToxicityLevel Level { get; }

    /// <summary>Share of the ordinary size to trade: 100 when normal, 0 in a micro-halt.</summary>
    public int SizePercent { get; }

    /// <summary>When a micro-halt ends by itself; meaningless otherwise.</summary>
    public Timestamp Until { get; }

    /// <summary>Why; none when normal.</summary>
    public Reason Reason { get; }

    public static ToxicityRegime Normal => new(ToxicityLevel.Normal, 100, default, Reason.None);

    /// <exception cref="ArgumentOutOfRangeException">The percentage is not 0 to 100.</exception>
    public static ToxicityRegime Caution(int sizePercent, Reason reason)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizePercent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sizePercent, 100);
        return new(ToxicityLevel.Caution, sizePercent, default, reason);
    }

    public static ToxicityRegime MicroHalt(Timestamp until, Reason reason) => new(ToxicityLevel.MicroHalt, 0, until, reason);
}
