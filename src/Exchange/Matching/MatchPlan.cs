using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Matching;

/// <summary>One resting order's part of a match. Amounts are micro-dollars.</summary>
internal readonly record struct MatchedPart(int Slot, int UpUnits, long Shares, long MakerAmount, long TakerAmount);

/// <summary>
/// What a taker would match against the book as it stands, in price-time priority at the makers' prices. Made without touching
/// the book, so that funds and fill-or-kill are judged on the very figures that are then carried out. Reused: no allocation.
/// </summary>
internal sealed class MatchPlan
{
    /// <summary>
    /// A taker's rest below this many raw units counts as filled: rounding to whole micro-dollars against makers at 0.01
    /// leaves up to a hundred micro-shares.
    /// </summary>
    private const long DustUnits = 100;

    private readonly List<MatchedPart> _parts = [];

    internal IReadOnlyList<MatchedPart> Parts => _parts;

    internal long Shares { get; private set; }

    /// <summary>Micro-dollars on the taker's side, before the fee.</summary>
    internal long TakerAmount { get; private set; }

    /// <summary>True where nothing of the taker is left but dust.</summary>
    internal bool IsComplete { get; private set; }

    /// <summary>True where an account's resting order takes part.</summary>
    internal bool TouchesAccounts { get; private set; }

    /// <summary>Price of the worst level touched, in Up terms.</summary>
    internal int WorstUpUnits { get; private set; }

    internal void Make(UnifiedBook book, in TakerOrder taker)
    {
        _parts.Clear();
        Shares = 0;
        TakerAmount = 0;
        WorstUpUnits = 0;
        IsComplete = false;
        TouchesAccounts = false;
        var opposite = book[taker.UpSide.Opposite()];
        var rest = taker.Budget > 0 ? taker.Budget : taker.Shares;
        for (var units = opposite.Best; units >= 0 && rest > 0 && taker.Accepts(units); units = opposite.NextWorse(units))
        {
            for (var slot = opposite.Level(units).Head; slot != 0 && rest > 0; slot = book.Order(slot).Next)
            {
                var fill = FillAgainst(book, slot, units, taker, rest);
                if (fill.IsNone)
                {
                    if (IsMakerTooSmall(book, slot, units, taker, rest))
                    {
                        continue;
                    }

                    IsComplete = true;
                    return;
                }

                _parts.Add(new MatchedPart(slot, units, fill.Shares, fill.MakerAmount, fill.TakerAmount));
                Shares += fill.Shares;
                TakerAmount += fill.TakerAmount;
                WorstUpUnits = units;
                TouchesAccounts |= book.Owner(slot) is not null;
                rest -= taker.Budget > 0 ? fill.TakerAmount : fill.Shares;
            }
        }

        IsComplete = rest < DustUnits;
    }

    private static FillFormula.Fill FillAgainst(UnifiedBook book, int slot, int upUnits, in TakerOrder taker, long rest)
    {
        ref readonly var maker = ref book.Order(slot);
        var owner = book.Owner(slot);
        var makerOutcome = owner?.Outcome ?? Outcome.Up;
        var makerSide = makerOutcome == Outcome.Up ? maker.Side : maker.Side.Opposite();
        var makerUnits = makerOutcome == Outcome.Up ? upUnits : Price.Scale - upUnits;
        return FillFormula.Match(
            makerSide,
            makerUnits,
            makerOutcome == taker.Outcome,
            Math.Min(AffordableShares(taker, upUnits, rest), maker.Shares),
            owner?.Reserved ?? long.MaxValue);
    }

    /// <summary>Recorded and reduced liquidity may be too small to move a micro-dollar; it must not stop a taker that is not.</summary>
    private static bool IsMakerTooSmall(UnifiedBook book, int slot, int upUnits, in TakerOrder taker, long rest) =>
        book.Order(slot).Shares <= AffordableShares(taker, upUnits, rest);

    private static long AffordableShares(in TakerOrder taker, int upUnits, long rest) =>
        taker.Budget > 0 ? rest * Price.Scale / taker.OwnUnits(upUnits) : rest;
}
