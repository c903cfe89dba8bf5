using PolyCloud.Engine.Book;
using PolyCloud.Engine.Values;

namespace PolyCloud.Bench.Traces;

/// <summary>
/// Writes the trace from a seed: about 120 price changes a second, a trade with its two books and its print about seven
/// times a second, a fifth of all frames up to 89 ms late (figures of the recorded books, docs/calibration.md).
/// </summary>
internal sealed class TraceGenerator
{
    private const double LateShare = 0.2;
    private const int LateMillisecondsMax = 89;
    private const double TradeShare = 0.055;
    private const double MoveShare = 0.02;

    private readonly DeterministicRandom _random;
    private readonly SyntheticBook _book;
    private readonly FrameText _text = new();
    private readonly List<(long ArrivalMilliseconds, string Frame)> _frames = [];
    private Timestamp _now = TraceMarket.Opens;
    private Price _lastTrade = Price.Cents(49);

    private TraceGenerator(ulong seed)
    {
        _random = new DeterministicRandom(seed);
        _book = new SyntheticBook(_random.Fork(1), _now);
    }

    /// <summary>The frames in the order of their arrival, the first two the initial books.</summary>
    public static IReadOnlyList<string> Generate(ulong seed, int priceChanges)
    {
        var generator = new TraceGenerator(seed);
        generator.WriteBooks(isLate: false);
        for (var written = 0; written < priceChanges;)
        {
            written += generator.WriteNext();
        }

        return [.. generator._frames.OrderBy(frame => frame.ArrivalMilliseconds).Select(frame => frame.Frame)];
    }

    private int WriteNext()
    {
        _now += Duration.FromMilliseconds((long)_random.NextExponential(8.3));
        var draw = _random.NextDouble();
        if (draw < TradeShare)
        {
            return WriteTrade();
        }

        var deltas = draw < TradeShare + MoveShare ? _book.Move() : [_book.Rest()];
        foreach (var delta in deltas)
        {
            WriteChange(delta);
        }

        return deltas.Length;
    }

    private int WriteTrade()
    {
        var delta = _book.Rest();
        _lastTrade = _book.BestAsk;
        WriteChange(delta);
        WriteBooks(isLate: true);
        var printed = _now + Duration.FromMilliseconds(20);
        Arrive(printed, FrameText.Trade(printed, _lastTrade, Size.Shares(5 + _random.NextInt32(200)), Side.Buy), isLate: false);
        return 1;
    }

    private void WriteChange(Engine.Inputs.BookDelta delta)
    {
        _book.Apply(_now, delta);
        Arrive(_now, _text.PriceChange(_now, delta, _book, _lastTrade), isLate: true);
    }

    private void WriteBooks(bool isLate)
    {
        foreach (var outcome in Enum.GetValues<Outcome>())
        {
            Arrive(_now, _text.Book(_now, outcome, _book, _lastTrade), isLate);
        }
    }

    private void Arrive(Timestamp at, string frame, bool isLate)
    {
        var late = isLate && _random.Chance(LateShare) ? 1 + _random.NextInt32(LateMillisecondsMax) : 0;
        _frames.Add((at.Milliseconds + late, frame));
    }
}
