using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>Walks the underlying's path and tells the venue: an observation of the oracle at each whole second, a move at each step between.</summary>
internal sealed class UnderlyingFeed(ExchangeVenue venue, UnderlyingOptions options, DeterministicRandom random, Timestamp starts)
{
    public UnderlyingPath Path { get; } = new(options, random);

    /// <summary>When the next step is due; never once it has ended.</summary>
    public Timestamp NextStep { get; private set; } = starts;

    /// <summary>Takes the step that is due.</summary>
    /// <returns>What the oracle observed; null between whole seconds.</returns>
    public OraclePrice? Step()
    {
        var now = NextStep;
        NextStep = now + UnderlyingPath.Step;
        Path.Advance();
        var price = Path.Observe();
        if (now.Micros % Timestamp.PerSecond != 0)
        {
            venue.MoveUnderlying("btc", price, now);
            return null;
        }

        venue.ObserveUnderlying("btc", price, now);
        return price;
    }

    /// <summary>No step follows.</summary>
    public void End() => NextStep = Timestamp.Never;
}
