using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Trades;

/// <summary>
/// Turns a trade of the venue into the fills of our own orders. The one place where the venue's view becomes ours: as taker
/// the whole trade, as maker our entries of it, possibly on the other outcome.
/// </summary>
/// <remarks>
/// Money is what the venue moves on raw amounts, counterAmount = floor(makerFill × takerAmount / makerAmount) with makerFill in
/// what the maker gives. A maker that sells s shares receives floor(s × p). One that buys gives m dollars for t = floor(m / p)
/// shares, and ceil(t × p) is the only m that does. A taker moves the same collateral where the match is complementary, and what
/// is left of one dollar a set where it mints or merges.
/// </remarks>
public static class OwnFills
{
    /// <summary>Appends our fills of <paramref name="trade"/>: none, one, or several where several of our orders took part.</summary>
    /// <param name="fees">The fee schedule of the trade's market; only the taker pays it.</param>
    public static void AppendTo(List<VenueFill> fills, TradeRecord trade, FeeSchedule fees)
    {
        if (trade.TakerIsOwn)
        {
            fills.Add(Taker(trade, fees));
        }

        for (var index = 0; index < trade.Makers.Count; index++)
        {
            var part = trade.Makers[index];
            if (part.IsOwn)
            {
                fills.Add(Maker(trade, part));
            }
        }
    }

    private static VenueFill Taker(TradeRecord trade, FeeSchedule fees)
    {
        var amount = Money.Zero;
        var matched = Size.Zero;
        var fee = new TakerFee(fees);
        for (var index = 0; index < trade.Makers.Count; index++)
        {
            var part = trade.Makers[index];
            var complementary = part.Token == trade.Token;
            var makerCollateral = Collateral(MakerSide(trade, part), part);
            amount += complementary ? makerCollateral : new Money(part.Size.Units) - makerCollateral;
            fee.Add(complementary ? part.Price : part.Price.Complement, part.Size);
            matched += part.Size;
        }

        // A trade told without its makers, or with some missing: the rest is priced at the trade's own (worst) price, against us.
        var untold = trade.Size - matched;
        if (untold.IsPositive)
        {
            amount += Money.Notional(trade.Price, untold, trade.Side == Side.Buy ? Rounding.Up : Rounding.Down);
            fee.Add(trade.Price, untold);
        }

        return new VenueFill
        {
            Trade = trade.Id,
            Order = trade.TakerOrder,
            Token = trade.Token,
            Side = trade.Side,
            Price = trade.Price,
            Size = trade.Size,
            Amount = amount,
            Fee = fee.Total,
            IsMaker = false,
            Status = trade.Status,
            VenueTime = trade.MatchTime,
        };
    }

    private static VenueFill Maker(TradeRecord trade, in MakerPart part) => new()
    {
        Trade = trade.Id,
        Order = part.Order,
        Token = part.Token,

        Side = MakerSide(trade, part),
        Price = part.Price,
        Size = part.Size,
        Amount = Collateral(MakerSide(trade, part), part),
        Fee = Money.Zero,
        IsMaker = true,
        Status = trade.Status,
        VenueTime = trade.MatchTime,
    };

    /// <summary>Complementary orders meet on one token from opposite sides; a mint has two buyers, a merge two sellers.</summary>
    private static Side MakerSide(TradeRecord trade, in MakerPart part) =>
        part.Token == trade.Token ? trade.Side.Opposite() : trade.Side;

    private static Money Collateral(Side makerSide, in MakerPart part) =>
        Money.Notional(part.Price, part.Size, makerSide == Side.Buy ? Rounding.Up : Rounding.Down);
}
