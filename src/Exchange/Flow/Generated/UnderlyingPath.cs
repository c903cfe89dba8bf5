using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>The seeded price path, advanced in steps of 50 ms.</summary>
public sealed class UnderlyingPath
{
    public static readonly Duration Step = Duration.FromMilliseconds(50);

    private readonly UnderlyingOptions _options;
    private readonly DeterministicRandom _diffusion;
    private readonly DeterministicRandom _jumps;
    private readonly DeterministicRandom _volatility;
    private readonly double _deviationPerStep;
    private readonly double _driftPerStep;
    private readonly double _jumpChance;
    private readonly double _fade;
    private readonly double _shock;
    private readonly double _follow;
    private double _heading;
    private double _logVolatility;

    public UnderlyingPath(UnderlyingOptions options, DeterministicRandom random)
    {
        _options = options;
        _diffusion = random.Fork(1);
        _jumps = random.Fork(2);
        _volatility = random.Fork(3);
        _deviationPerStep = options.AnnualVolatility * Math.Sqrt(Step.TotalSeconds / UnderlyingOptions.SecondsPerYear);
        _driftPerStep = options.DriftPerHour * Step.TotalSeconds / 3_600;
        _jumpChance = options.JumpsPerHour * Step.TotalSeconds / 3_600;
        _fade = Math.Exp(-Step.TotalSeconds / options.VolatilityMemorySeconds);
        _shock = options.VolatilityOfVolatility * Math.Sqrt(1 - (_fade * _fade));
        _logVolatility = options.VolatilityOfVolatility * _volatility.NextNormal();
        _follow = 1 - Math.Exp(-Step.TotalSeconds / options.RunSeconds);
        _heading = options.StartDollars;
        Dollars = options.StartDollars;
    }

    public double Dollars { get; private set; }

    /// <summary>The run under way goes up.</summary>
    public bool Rising => _heading > Dollars;

    /// <summary>Variance of the log return per second at the volatility of now, over times far longer than a run: diffusion and jumps.</summary>
    public double VariancePerSecond => _options.VariancePerSecond(Scale);

    /// <summary>Volatility of now over the options'. The mean of exp(2 x) is exp(2 s²): taken out, so that the mean variance is the options'.</summary>
    private double Scale => Math.Exp(_logVolatility - (_options.VolatilityOfVolatility * _options.VolatilityOfVolatility));

    public void Advance()
    {
        _logVolatility = (_fade * _logVolatility) + (_shock * _volatility.NextNormal());

        var change = _deviationPerStep * Scale * _diffusion.NextNormal();
        var jumps = _jumps.Chance(_jumpChance);
        var jump = _options.JumpDeviation * _jumps.NextNormal();
        _heading *= Math.Exp(_driftPerStep + change + (jumps ? jump : 0));
        Dollars += _follow * (_heading - Dollars);
    }

    /// <summary>The oracle reports cents: rounded to the nearest.</summary>
    public OraclePrice Observe() => new((Int128)Math.Round(Dollars * 100) * (OraclePrice.Scale / 100));
}
