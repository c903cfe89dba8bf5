using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Importing.Reading;
using PolyCloud.Research.Importing.Tapes;

namespace PolyCloud.Research.Importing.Formats;

/// <summary>Best prices of the Up token with the depth of each side, and the underlying, as recorders sample them.</summary>
/// <param name="Underlying">In dollars, from whatever source the recorder used.</param>
internal readonly record struct QuoteSample(Timestamp At, FieldText? Bid, FieldText? BidDepth, FieldText? Ask, FieldText? AskDepth, OraclePrice? Underlying)
{
    public static readonly string[] Substitutes =
    [
        "the book: its best prices only; the depth of the whole side stands at the best price, so that a queue looks longer than it was",
        "trade prints: none, and no stand-in; resting orders fill only where a sample shows it",
        "books between samples: none; the book stands still until the next one",
        "the settlement oracle: the underlying as the recorder saw it, from another source",
        "books of the other token: the mirror of the Up token's",
    ];

    /// <exception cref="RecordingFormatException">A price or a depth cannot be read, or bid and ask have crossed.</exception>
    public void AddTo(BookTape tape)
    {
        List<TapeLevel> levels = [];
        Level(Side.Buy, Bid, BidDepth, levels);
        Level(Side.Sell, Ask, AskDepth, levels);
        if (levels is [var bid, var ask] && bid.Price >= ask.Price)
        {
            throw Bid!.Value.Bad($"a bid below the ask, {ask.Price}");
        }

        tape.Book(At, At, Outcome.Up, whole: true, levels);
        if (Underlying is { } price)
        {
            tape.Builder.Oracle(At, new OracleTick(OracleSource.Spot, price, At));
        }
    }

    /// <summary>No price means that nobody stood there.</summary>
    private static void Level(Side side, FieldText? price, FieldText? depth, List<TapeLevel> levels)
    {
        if (price is not { IsEmpty: false } quoted)
        {
            return;
        }

        var shares = depth is { IsEmpty: false } told ? told : throw quoted.Bad("a price with its depth");
        if (shares.Size() is { IsPositive: true } size)
        {
            levels.Add(new TapeLevel(side, quoted.Price(), size));
        }
    }
}
