using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Generated;
using PolyCloud.Exchange.Tapes;

namespace PolyCloud.Research.Backtest.Sources;

/// <summary>
/// Windows of the generated flow, one after another from a fixed moment. Each is generated on its own from the seed and its open, so
/// that the thousandth costs no more than the first; the underlying starts at the same price in each.
/// </summary>
public sealed class GeneratedWindows(ulong seed, int windows) : IWindowSource
{
    private static readonly Timestamp FirstOpens = Timestamp.FromSeconds(1_773_307_200);

    private static readonly string[] Substitutes = ["everything: generated, fitted to recorded books (docs/calibration.md); not a market"];

    public IEnumerable<WindowTape> Windows()
    {
        for (var window = 0; window < windows; window++)
        {
            var opens = FirstOpens + (RollingWindows.Length * window);
            yield return GeneratedTape.Make(
                opens,
                new DeterministicRandom(seed ^ RollingWindows.Stream(opens)),
                new TapeProvenance { Source = $"generated, seed {seed}", Substitutes = Substitutes });
        }
    }
}
