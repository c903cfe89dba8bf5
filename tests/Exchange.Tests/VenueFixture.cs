using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using Xunit;

namespace PolyCloud.Exchange.Tests;

/// <summary>An exchange with one five-minute window that opens 200 s after the start, and two funded traders.</summary>
internal sealed class VenueFixture
{
    public static readonly Timestamp Start = Timestamp.FromSeconds(1_773_307_000);
    public static readonly Timestamp Opens = Timestamp.FromSeconds(1_773_307_200);
    public static readonly Timestamp Closes = Timestamp.FromSeconds(1_773_307_500);

    private ulong _orders;

    public VenueFixture(ExchangeOptions? options = null, ulong seed = 7, bool takerDelay = false, long dollars = 1_000)
    {
        Venue = new ExchangeVenue(options ?? new ExchangeOptions(), new DeterministicRandom(seed), Log);
        Venue.AdvanceTo(Start);
        Alice = Venue.OpenCredential(Venue.OpenAccount(Money.Dollars(dollars)));
        Bob = Venue.OpenCredential(Venue.OpenAccount(Money.Dollars(dollars)));
        Listing = Venue.List(Spec(), takerDelay);
    }

    public EventLog Log { get; } = new();

    public ExchangeVenue Venue { get; }

    public CredentialId Alice { get; }

    public CredentialId Bob { get; }

    public Listing Listing { get; }

    public ListingId Market => Listing.Id;

    public static MarketSpec Spec() => new()
    {
        Slug = "btc-updown-5m-1773307200",
        ConditionId = "0x" + new string('a', 64),
        UpTokenId = "1",
        DownTokenId = "2",
        Asset = "btc",
        Interval = WindowInterval.FiveMinutes,
        Opens = Opens,
        Closes = Closes,
        TickSize = TickSize.Cent,
        MinimumOrderSize = Size.Shares(5),
        Fees = FeeSchedule.Crypto,
        Settlement = SettlementRule.TimeWeightedAverage60Seconds,
    };

    public NewOrder Order(
        CredentialId credential, Outcome outcome, Side side, int cents, long shares, OrderType type = OrderType.Gtc, bool postOnly = false)
    {
        var size = Size.Shares(shares).Units;
        var dollars = Money.Notional(Price.Cents(cents), new Size(size), Rounding.Down).Micros;
        return new NewOrder
        {
            Id = new Hash256(1, 2, 3, ++_orders),
            Credential = credential,
            Listing = Market,
            Outcome = outcome,
            Side = side,
            MakerAmount = side == Side.Buy ? dollars : size,
            TakerAmount = side == Side.Buy ? size : dollars,
            Type = type,
            PostOnly = postOnly,
        };
    }

    /// <summary>Places and returns order and ticket; the outcome is in the log.</summary>
    public (NewOrder Order, PlacementTicket Ticket) Place(NewOrder order)
    {
        var ticket = new PlacementTicket((long)++_orders);
        Venue.Place(order, ticket);
        return (order, ticket);
    }

    public PlacementOutcome OutcomeOf(NewOrder order) => Log.Outcomes[Place(order).Ticket].Outcome;

    /// <summary>Places an order that must be accepted at once.</summary>
    public VenueOrder Accepted(NewOrder order)
    {
        var outcome = OutcomeOf(order);
        Assert.Equal(string.Empty, outcome.Error);
        return Venue.Find(order.Credential, order.Id)!;
    }

    public VenueOrder Accepted(CredentialId credential, Outcome outcome, Side side, int cents, long shares, OrderType type = OrderType.Gtc) =>
        Accepted(Order(credential, outcome, side, cents, shares, type));

    public string Refused(NewOrder order) => OutcomeOf(order).Error;

    public void Advance(double seconds) => Venue.AdvanceTo(Venue.Now + new Duration((long)(seconds * 1e6)));

    public FlowOrder Flow(Side upSide, int cents, long shares) => Venue.PlaceFlow(Market, upSide, Price.Cents(cents), Size.Shares(shares));

    /// <summary>Buys tokens from the flow at 0.50 and waits until they can be sold.</summary>
    public void Acquire(CredentialId credential, Outcome outcome, long shares)
    {
        Flow(outcome == Outcome.Up ? Side.Sell : Side.Buy, 50, shares);
        var (_, ticket) = Place(Order(credential, outcome, Side.Buy, 50, shares));
        Advance(40);
        Assert.Equal(string.Empty, Log.Outcomes[ticket].Outcome.Error);
    }

    public Money Collateral(CredentialId credential) => Venue.Collateral(Venue.AccountOf(credential));

    public Size Tokens(CredentialId credential, Outcome outcome) => Venue.Tokens(Venue.AccountOf(credential), Market, outcome);

    public List<string> Levels(Side side)
    {
        Span<BookLevel> levels = new BookLevel[200];
        var count = Venue.CopyLevels(Market, side, levels);
        List<string> texts = [];
        foreach (var level in levels[..count])
        {
            texts.Add($"{level.Size}@{level.Price}");
        }

        return texts;
    }

    /// <summary>One observation a second from <paramref name="first"/> to <paramref name="last"/>, both included, each at its moment.</summary>
    public void Observe(Timestamp first, Timestamp last, Func<long, OraclePrice> price)
    {
        for (var second = first.Seconds; second <= last.Seconds; second++)
        {
            var at = Timestamp.FromSeconds(second);
            Venue.AdvanceTo(at);
            Venue.ObserveUnderlying("btc", price(second), at);
        }
    }
}
