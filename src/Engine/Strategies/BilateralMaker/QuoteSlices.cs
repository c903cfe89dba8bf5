using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.BilateralMaker;

/// <summary>
/// Puts a side of the one book on both tokens. Bidding for Up at p and offering Down at 1 − p are the same order there; what is held
/// is sold first, because it needs no money, and the rest is bought on the other token. All bids lie below all offers, so that no
/// order can meet another of ours.
/// </summary>
internal ref struct QuoteSlices
{
    private readonly QuoteBuffer _quotes;
    private readonly LiveQuotes _live;
    private readonly Size _least;
    private readonly int _nearest;
    private readonly int _keepWithin;
    private Size _room;
    private Size _sellable;

    /// <param name="side">In Up terms.</param>
    /// <param name="nearest">How near to the other side a resting order may be kept, in Up terms.</param>
    /// <param name="keepWithin">How far from the wanted price it may be kept, 1/10 000 dollar.</param>
    public QuoteSlices(in StrategyView view, Side side, Size room, int nearest, int keepWithin, QuoteBuffer quotes)
    {
        _quotes = quotes;
        _live = view.Live;
        _least = view.Spec.MinimumOrderSize;
        _nearest = nearest;
        _keepWithin = keepWithin;
        _room = room;
        Side = side;

        // What our own sales have promised is theirs to sell.
        var sold = side == Side.Sell ? Outcome.Up : Outcome.Down;
        _sellable = Quantizer.SizeDown(view.Sellable(sold) + view.Exposure.OpenSells(sold));
    }

    public Side Side { get; }

    /// <summary>Wants one level at a price in Up terms.</summary>
    public void Put(int level, Price upPrice, Size wanted)
    {
        var size = Size.Min(wanted, _room);
        var sale = Size.Min(size, _sellable);
        sale = sale >= _least ? Quantizer.SizeDown(sale) : Size.Zero;
        var rest = Quantizer.SizeDown(size - sale);
        var (sold, bought) = Side == Side.Sell ? (Outcome.Up, Outcome.Down) : (Outcome.Down, Outcome.Up);
        if (sale.IsPositive)
        {
            Want(sold, Side.Sell, level, upPrice, sale);
            _sellable -= sale;
        }

        if (rest >= _least)
        {
            Want(bought, Side.Buy, level, upPrice, rest);
        }
    }

    private void Want(Outcome outcome, Side side, int level, Price upPrice, Size size)
    {
        var slot = QuoteSlot.Of(outcome, side, level);
        var kept = Kept(slot, upPrice);
        _quotes.Put(slot, DesiredQuote.Resting(outcome, side, outcome == Outcome.Up ? kept : kept.Complement, size));
        _room -= size;
    }

    private readonly Price Kept(QuoteSlot slot, Price wanted)
    {
        if (!_live.TryGet(slot, out var live))
        {
            return wanted;
        }

        var resting = live.Outcome == Outcome.Up ? live.Price : live.Price.Complement;
        var isFarEnough = Side == Side.Buy ? resting.Units <= _nearest : resting.Units >= _nearest;
        return isFarEnough && Math.Abs(resting.Units - wanted.Units) <= _keepWithin ? resting : wanted;
    }
}
