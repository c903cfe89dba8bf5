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
    private readonly Size _least;
    private Size _room;
    private Size _sellable;

    /// <param name="side">In Up terms.</param>
    /// <param name="least">Smaller slices are not worth an order.</param>
    public QuoteSlices(in StrategyView view, Side side, Size room, Size least, QuoteBuffer quotes)
    {
        _quotes = quotes;
        _least = least;
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
        var price = outcome == Outcome.Up ? upPrice : upPrice.Complement;
        _quotes.Put(QuoteSlot.Of(outcome, side, level), DesiredQuote.Resting(outcome, side, price, size));
        _room -= size;
    }
}
