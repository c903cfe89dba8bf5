using BenchmarkDotNet.Attributes;
using PolyCloud.Bench.Traces;
using PolyCloud.Engine.Book;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Bench.Benchmarks;

/// <summary>The live book alone, without parsing: 4 096 changes of a cent-grid book, and whole snapshots.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class BookApplyBenchmarks
{
    private const int Changes = 4_096;

    private readonly BookDelta[] _deltas = new BookDelta[Changes];
    private readonly OrderBook _book = new();
    private readonly BookLevel[] _copied = new BookLevel[SyntheticBook.LevelsPerSide];
    private BookLevel[] _bids = [];
    private BookLevel[] _asks = [];
    private Timestamp _now = TraceMarket.Opens;

    [GlobalSetup]
    public void Setup()
    {
        var book = new SyntheticBook(new DeterministicRandom(TraceFile.Seed), _now);
        _bids = book.Levels(Side.Buy);
        _asks = book.Levels(Side.Sell);
        _book.ApplySnapshot(_now, _bids, _asks);
        var made = 0;
        while (made < Changes)
        {
            foreach (var delta in made % 50 == 0 ? book.Move() : [book.Rest()])
            {
                book.Apply(_now, delta);
                if (made < Changes)
                {
                    _deltas[made++] = delta;
                }
            }
        }
    }

    [Benchmark(OperationsPerInvoke = Changes)]
    public void ApplyDelta()
    {
        _now += Duration.FromMilliseconds(1);
        foreach (ref readonly var delta in _deltas.AsSpan())
        {
            _book.Apply(_now, delta.Side, delta.Price, delta.Size);
        }
    }

    [Benchmark]
    public bool ApplySnapshotOf16And16Levels() => _book.ApplySnapshot(_now, _bids, _asks);

    [Benchmark]
    public int CopyTheBest16Levels() => _book.CopyLevels(Side.Buy, _copied);
}
