using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Book;

/// <summary>One random thing that happens to a book.</summary>
internal abstract record BookOperation
{
    internal sealed record Delta(Timestamp VenueTime, Side Side, Price Price, Size Size) : BookOperation;

    internal sealed record Snapshot(Timestamp VenueTime, BookLevel[] Bids, BookLevel[] Asks) : BookOperation;

    internal sealed record Drop : BookOperation;

    // Few moments and prices, so that collisions, ties and late updates are common; ends of the range and off-grid prices included.
    private static readonly Gen<Timestamp> Moments = Gen.Choose(0, 12).Select(time => new Timestamp(time));

    private static readonly Gen<Price> Prices = Gen.Frequency(
        (6, Gen.Choose(44, 56).Select(Price.Cents)),
        (2, Gen.Choose(4_990, 5_010).Select(units => new Price(units))),
        (2, Gen.Choose(0, Price.Scale).Select(units => new Price(units))),
        (1, Gen.Elements(new Price(0), new Price(1), new Price(9_999), new Price(Price.Scale))));

    private static readonly Gen<Size> Sizes = Gen.Frequency(
        (4, Gen.Constant(Size.Zero)),
        (7, Gen.Choose(1, 1_000_000_000).Select(units => new Size(units))),
        (1, Gen.Constant(new Size(-1))));

    private static readonly Gen<BookLevel[]> LevelLists = Gen
        .Zip(Prices, Gen.Choose(0, 500).Select(units => new Size(units)))
        .Select(pair => new BookLevel(pair.Item1, pair.Item2))
        .ArrayOf()
        .Resize(12);

    private static readonly Gen<BookOperation> Deltas =
        Moments.SelectMany(moment => Gen.Elements(Side.Buy, Side.Sell)
            .SelectMany(side => Gen.Zip(Prices, Sizes)
                .Select(pair => (BookOperation)new Delta(moment, side, pair.Item1, pair.Item2))));

    private static readonly Gen<BookOperation> Snapshots =
        Moments.SelectMany(moment => Gen.Zip(LevelLists, LevelLists)
            .Select(pair => (BookOperation)new Snapshot(moment, pair.Item1, pair.Item2)));

    public static Arbitrary<BookOperation[]> Sequences { get; } = Gen
        .Frequency((20, Deltas), (4, Snapshots), (1, Gen.Constant<BookOperation>(new Drop())))
        .ArrayOf()
        .Resize(120)
        .ToArbitrary();
}
