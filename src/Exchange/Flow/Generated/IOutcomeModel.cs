using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>What the agents of one market hold its first outcome to be worth, from the path of the underlying.</summary>
public interface IOutcomeModel
{
    /// <summary>Takes in the oracle's observation of a second, in dollars.</summary>
    void Observe(double dollars, long second);

    /// <summary>Probability of Up, 0 to 1.</summary>
    double Probability(Timestamp now, UnderlyingPath path);

    /// <summary>Whether the run that the underlying is in makes Up more likely.</summary>
    bool IsRising(Timestamp now, UnderlyingPath path);
}
