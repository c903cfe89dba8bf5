using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Ledger;

/// <summary>Shares of one outcome that are not part of a complete set, and what they cost with fees.</summary>
internal struct Lot
{
    public Size Size;
    public Money Cost;
}

/// <summary>
/// A market's books, folded execution by execution. An Up and a Down share held together are a complete set worth one dollar:
/// they leave the lots at once and realise the difference. Selling a share out of a set turns the other into a lot that cost
/// one dollar less the proceeds; selling what is not held at all does the same with a set that is owed. So at all times
/// <c>cash + cost of lots + sets × 1 dollar = realised</c>, to the micro-dollar.
/// </summary>
internal struct PositionFold
{
    private Lot _up;
    private Lot _down;
    private readonly Size _flatBelow;
    private Money _realizedAtTripStart;
    private bool _inTrip;

    public PositionFold(Size flatBelow) => _flatBelow = flatBelow;

    public readonly Lot Up => _up;

    public readonly Lot Down => _down;

    public Size Sets { get; private set; }

    /// <summary>After fees.</summary>
    public Money Realized { get; private set; }

    public Money Fees { get; private set; }

    /// <summary>Spent on inventory operations; part of the realised result.</summary>
    public Money Gas { get; private set; }

    public Money Volume { get; private set; }

    /// <summary>All money in less all money out.</summary>
    public Money Cash { get; private set; }

    /// <summary>Round trips closed: net exposure reached the minimum order size and fell below it again.</summary>
    public int TripsClosed { get; private set; }

    public Money LastTripResult { get; private set; }

    public Timestamp TripOpened { get; private set; }

    public readonly Size Net => _up.Size - _down.Size;

    public readonly bool Balances => Cash + _up.Cost + _down.Cost + OneDollarEach(Sets) == Realized;

    public readonly Lot LotOf(Outcome outcome) => outcome == Outcome.Up ? _up : _down;

    /// <summary>Tokens held, in lots and sets.</summary>
    public readonly Size TokensOf(Outcome outcome) => LotOf(outcome).Size + Sets;

    public void Buy(Outcome outcome, Size size, Money amount, Money fee, Timestamp seen)
    {
        CountMoney(amount, fee);
        Cash -= amount + fee;
        Add(outcome, size, amount + fee);
        Pair();
        FollowTrip(seen);
    }

    public void Sell(Outcome outcome, Size size, Money amount, Money fee, Timestamp seen)
    {
        CountMoney(amount, fee);
        var received = amount - fee;
        Cash += received;
        var fromLot = Size.Min(size, LotOf(outcome).Size);
        var receivedForLot = Share(received, fromLot, size);
        if (fromLot.IsPositive)
        {
            Realized += receivedForLot - Take(outcome, fromLot);
        }

        var rest = size - fromLot;
        if (rest.IsPositive)
        {
            Sets -= rest;
            Add(outcome.Opposite(), rest, OneDollarEach(rest) - (received - receivedForLot));
        }

        FollowTrip(seen);
    }

    /// <summary>Shares the venue says are held and no execution explains, at their cost.</summary>
    public void Recover(Outcome outcome, Size size, Money cost, Timestamp seen)
    {
        Cash -= cost;
        Add(outcome, size, cost);
        Pair();
        FollowTrip(seen);
    }

    /// <summary>Pairs became dollars.</summary>
    public void Merge(Size pairs)
    {
        Sets -= pairs;
        Cash += OneDollarEach(pairs);
    }

    /// <summary>Dollars became pairs.</summary>
    public void Split(Size pairs)
    {
        Sets += pairs;
        Cash -= OneDollarEach(pairs);
    }

    /// <summary>An operation, done or failed, has cost gas.</summary>
    public void Burn(Money gas)
    {
        Cash -= gas;
        Realized -= gas;
        Gas += gas;
    }

    /// <summary>Pays one dollar for every token of the winner.</summary>
    public void Settle(Outcome winner)
    {
        var paid = OneDollarEach(LotOf(winner).Size);
        Cash += OneDollarEach(TokensOf(winner));
        Realized += paid - _up.Cost - _down.Cost;
        _up = default;
        _down = default;
        Sets = Size.Zero;
        FollowTrip(default);
    }

    private void CountMoney(Money amount, Money fee)
    {
        Volume += amount;
        Fees += fee;
    }

    private void Add(Outcome outcome, Size size, Money cost)
    {
        ref var lot = ref outcome == Outcome.Up ? ref _up : ref _down;
        lot.Size += size;
        lot.Cost += cost;
    }

    private Money Take(Outcome outcome, Size size)
    {
        ref var lot = ref outcome == Outcome.Up ? ref _up : ref _down;
        var cost = Share(lot.Cost, size, lot.Size);
        lot.Size -= size;
        lot.Cost -= cost;
        return cost;
    }

    private void Pair()
    {
        var paired = Size.Min(_up.Size, _down.Size);
        if (paired.IsPositive)
        {
            Realized += OneDollarEach(paired) - Take(Outcome.Up, paired) - Take(Outcome.Down, paired);
            Sets += paired;
        }
    }

    private void FollowTrip(Timestamp seen)
    {
        var open = Net.Magnitude >= _flatBelow;
        if (open && !_inTrip)
        {
            _inTrip = true;
            TripOpened = seen;
        }
        else if (!open && _inTrip)
        {
            _inTrip = false;
            TripsClosed++;
            LastTripResult = Realized - _realizedAtTripStart;
        }

        if (!_inTrip)
        {
            _realizedAtTripStart = Realized;
        }
    }

    // A part of a sum, rounded down; the remainder stays with the rest, so that nothing is lost.
    private static Money Share(Money sum, Size part, Size whole) =>
        new(RoundedDivision.Divide((Int128)sum.Micros * part.Units, whole.Units, Rounding.Down));

    // A share and a dollar have the same scale.
    private static Money OneDollarEach(Size size) => new(size.Units);
}
