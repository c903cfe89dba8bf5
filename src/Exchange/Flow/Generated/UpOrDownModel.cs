using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>A window's first outcome: the underlying ends no lower than it began.</summary>
/// <param name="spec">Names open and close.</param>
/// <param name="observations">In the means that are compared: 60 for the venue's average, 1 for spot.</param>
public sealed class UpOrDownModel(MarketSpec spec, int observations) : IOutcomeModel
{
    private readonly AverageRuleFairValue _model = new(observations);

    public void Observe(double dollars, long second) =>
        _model.Observe(dollars, spec.Opens.Seconds - second, spec.Closes.Seconds - second);

    public double Probability(Timestamp now, UnderlyingPath path) =>
        _model.Probability(path.Dollars, (spec.Opens - now).TotalSeconds, (spec.Closes - now).TotalSeconds, path.VariancePerSecond);

    public bool IsRising(Timestamp now, UnderlyingPath path) => path.Rising;
}
