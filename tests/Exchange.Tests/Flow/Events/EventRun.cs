using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Flow.Events;

namespace PolyCloud.Exchange.Tests.Flow.Events;

/// <summary>Events of price ranges at an exchange of their own.</summary>
internal sealed class EventRun
{
    public static readonly Timestamp FirstOpens = Timestamp.FromSeconds(1_773_307_200);

    public EventRun(ulong seed, int outcomes = 4, int events = 1)
    {
        Outcomes = outcomes;
        var random = new DeterministicRandom(seed);
        Venue = new ExchangeVenue(new ExchangeOptions(), random.Fork(1), Tape);
        var flow = new EventFlow(Venue, new EventFlowOptions { FirstOpens = FirstOpens, Outcomes = outcomes, EventsMax = events }, random.Fork(2));
        Venue.AdvanceTo(flow.Starts - Duration.FromSeconds(1));
        Venue.Attach(flow);
    }

    public TapeRecorder Tape { get; } = new();

    public ExchangeVenue Venue { get; }

    public int Outcomes { get; }

    public IEnumerable<Listing> Event(int number) => Venue.Listings.Skip(number * Outcomes).Take(Outcomes);

    public void AdvanceTo(double secondsAfterOpen) => Venue.AdvanceTo(FirstOpens + Duration.FromMilliseconds((long)(secondsAfterOpen * 1_000)));

    /// <summary>What one token of each outcome costs now, of Down one against each, in 1/10 000 dollar; null where one has no seller.</summary>
    public (int Total, int Fees)? Cost(int number, Outcome outcome)
    {
        var (total, fees) = (0, 0);
        foreach (var listing in Event(number))
        {
            if (!Venue.TryBest(listing.Id, outcome == Outcome.Up ? Side.Sell : Side.Buy, out var best))
            {
                return null;
            }

            var ask = outcome == Outcome.Up ? best.Price.Units : Price.Scale - best.Price.Units;
            total += ask;
            fees += (int)Math.Ceiling(Price.Scale * 0.07 * ask / Price.Scale * (Price.Scale - ask) / Price.Scale);
        }

        return (total, fees);
    }
}
