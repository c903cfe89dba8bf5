using BenchmarkDotNet.Attributes;
using PolyCloud.Bench.Traces;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Values;

namespace PolyCloud.Bench.Benchmarks;

/// <summary>The whole view of one market, fair value included, as a strategy reads it in every step.</summary>
[MemoryDiagnoser]
[ShortRunJob]
public class SignalBenchmarks
{
    private readonly TradingEngine _engine = new(new EngineOptions());
    private MarketId _market;

    /// <summary>Seconds into the window: far from the close, and half-way through the averaged minute.</summary>
    [Params(120, 270)]
    public int SecondsIn { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var effects = new EffectBuffer();
        var random = new DeterministicRandom(1);
        var opens = TraceMarket.Opens;
        _market = _engine.AddMarket(opens - Duration.FromSeconds(120), TraceMarket.Spec, effects);
        for (var second = -120; second <= SecondsIn; second++)
        {
            var now = opens + Duration.FromSeconds(second);
            var price = new OraclePrice((60_000 + random.NextInt32(10)) * OraclePrice.Scale);
            effects.Clear();
            _engine.OnOracle(now, TraceMarket.Spec.Asset, new OracleTick(OracleSource.Spot, price, now), effects);
            _engine.OnOracle(now, TraceMarket.Spec.Asset, new OracleTick(OracleSource.TimeWeightedAverage60Seconds, price, now), effects);
        }

        if (!_engine.SignalsOf(_market).FairValue.IsValid)
        {
            throw new InvalidOperationException("There is no fair value to measure.");
        }
    }

    [Benchmark]
    public MarketSignalView ReadAllSignals() => _engine.SignalsOf(_market);
}
