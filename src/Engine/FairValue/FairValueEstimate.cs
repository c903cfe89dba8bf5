using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.FairValue;

/// <summary>The probability that a window ends Up, and what it rests on. The probability is meaningful only where <see cref="IsValid"/>.</summary>
public readonly record struct FairValueEstimate
{
    private FairValueEstimate(Reason reason) => Reason = reason;

    /// <param name="upProbability">0 to 1; what is not a number makes the estimate invalid.</param>
    /// <param name="deviationPerSecond">Standard deviation of the underlying's log return over one second, as used.</param>
    /// <param name="secondsLeft">From the last observation used to the close.</param>
    public FairValueEstimate(double upProbability, double deviationPerSecond, double secondsLeft)
    {
        if (!(upProbability is >= 0 and <= 1))
        {
            Reason = Reason.FairValueUnknown;
            return;
        }

        UpProbability = upProbability;
        DeviationPerSecond = deviationPerSecond;
        SecondsLeft = secondsLeft;
        UpFloor = new Price((int)Math.Floor(upProbability * Price.Scale));
        UpCeiling = new Price((int)Math.Ceiling(upProbability * Price.Scale));
        IsValid = true;
    }

    /// <summary>False also for the default value, so that an estimate nobody made is never traded on.</summary>
    public bool IsValid { get; }

    /// <summary>Why there is no estimate; none where there is one.</summary>
    public Reason Reason { get; }

    /// <summary>Probability of Up, 0 to 1.</summary>
    public double UpProbability { get; }

    /// <summary>The probability rounded down to 1/10 000 dollar: the most a buyer of Up may pay without loss in expectation.</summary>
    public Price UpFloor { get; }

    /// <summary>The probability rounded up: the least a seller of Up may take.</summary>
    public Price UpCeiling { get; }

    /// <summary>The most a buyer of Down may pay: Up and Down floors never add up to more than one dollar.</summary>
    public Price DownFloor => UpCeiling.Complement;

    /// <summary>The least a seller of Down may take.</summary>
    public Price DownCeiling => UpFloor.Complement;

    /// <summary>σ of the log return over one second, as used.</summary>
    public double DeviationPerSecond { get; }

    /// <summary>τ: from the last observation used to the close.</summary>
    public double SecondsLeft { get; }

    public static FairValueEstimate None(Reason reason) => new(reason == Reason.None ? Reason.FairValueUnknown : reason);
}
