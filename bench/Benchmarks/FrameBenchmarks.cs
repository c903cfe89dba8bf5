using BenchmarkDotNet.Attributes;
using PolyCloud.Bench.Traces;
using PolyCloud.Polymarket.Market;

namespace PolyCloud.Bench.Benchmarks;

/// <summary>One frame from its bytes to the live books, the same frame again and again.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class FrameBenchmarks
{
    private readonly TraceBooks _books = new();
    private byte[] _change = [];
    private byte[] _book = [];

    [GlobalSetup]
    public void Setup()
    {
        var frames = TraceFile.Read(TraceFile.Locate());
        var events = TraceEvent.Decode(frames);
        _books.Reader.Read(events[0].VenueTime, frames[0]);
        _books.Reader.Read(events[1].VenueTime, frames[1]);
        _book = frames[1];
        _change = frames[Array.FindIndex(events, each => each.Deltas.Length > 0)];
    }

    [Benchmark]
    public MarketFrameKind PriceChangeFrameToLiveBooks() => _books.Reader.Read(TraceMarket.Opens, _change);

    [Benchmark]
    public MarketFrameKind BookFrameOf16And16LevelsToLiveBook() => _books.Reader.Read(TraceMarket.Opens, _book);
}
