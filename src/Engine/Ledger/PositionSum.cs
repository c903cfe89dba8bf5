using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Ledger;

/// <summary>The books of all bots of one market, added up.</summary>
internal struct PositionSum
{
    public Lot Up;
    public Lot Down;
    public Size Sets;
    public Money Realized;
    public Money Fees;
    public Money Gas;
    public Money Volume;

    public readonly Size Net => Up.Size - Down.Size;

    public readonly Lot LotOf(Outcome outcome) => outcome == Outcome.Up ? Up : Down;

    /// <summary>Tokens held, in lots and sets.</summary>
    public readonly Size TokensOf(Outcome outcome) => LotOf(outcome).Size + Sets;

    public static PositionSum Of(Market market)
    {
        var sum = default(PositionSum);
        foreach (var seat in market.Seats)
        {
            ref readonly var books = ref seat.Ledger.Books;
            sum.Up.Size += books.Up.Size;
            sum.Up.Cost += books.Up.Cost;
            sum.Down.Size += books.Down.Size;
            sum.Down.Cost += books.Down.Cost;
            sum.Sets += books.Sets;
            sum.Realized += books.Realized;
            sum.Fees += books.Fees;
            sum.Gas += books.Gas;
            sum.Volume += books.Volume;
        }

        return sum;
    }
}
