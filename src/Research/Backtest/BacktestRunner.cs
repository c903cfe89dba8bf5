using System.Security.Cryptography;
using System.Text;
using PolyCloud.Exchange.Fills;
using PolyCloud.Exchange.Flow.Generated;
using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Backtest.Statistics;

namespace PolyCloud.Research.Backtest;

/// <summary>Results of all windows, in the order of the source.</summary>
/// <param name="IsPartial">It was stopped before the last window.</param>
/// <param name="GoldenHash">SHA-256 over the hashes of all runs; the same for any number of cores.</param>
public sealed record BacktestResult(IReadOnlyList<WindowResult> Windows, bool IsPartial, string GoldenHash);

/// <summary>
/// Runs windows, each with an engine of its own under each assumption, several at once. Windows do not see each other: limits that span
/// windows (a day's loss, losses in a row) begin anew in each.
/// </summary>
public static class BacktestRunner
{
    /// <param name="progress">Told the number of windows done, from whichever thread did the last.</param>
    /// <param name="stop">Cancelled: windows under way are finished, the result is partial.</param>
    /// <exception cref="FormatException">The source cannot be read on.</exception>
    public static BacktestResult Run(IWindowSource source, BacktestOptions options, Action<int> progress, CancellationToken stop)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Cores, 1);
        var results = new SortedDictionary<long, WindowResult>();
        var isPartial = false;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Cores };
        Parallel.ForEach(Unbuffered(source), parallel, (tape, state, index) =>
        {
            if (stop.IsCancellationRequested)
            {
                Volatile.Write(ref isPartial, true);
                state.Stop();
                return;
            }

            var result = Run(tape, options);
            int done;
            lock (results)
            {
                results.Add(index, result);
                done = results.Count;
            }

            progress(done);
        });
        return new BacktestResult([.. results.Values], isPartial, HashOf(results.Values));
    }

    /// <summary>One window under each assumption.</summary>
    public static WindowResult Run(WindowTape tape, BacktestOptions options)
    {
        var mids = new MidPath(tape);
        var stream = RollingWindows.Stream(tape.Spec.Opens);
        return new WindowResult
        {
            Spec = tape.Spec,
            Provenance = tape.Provenance,
            Winner = tape.Winner,
            WinnerSource = tape.WinnerSource,
            Events = tape.Events.Length,
            Assumed = [.. Enum.GetValues<FillAssumption>().Select(assumption =>
            {
                using var run = new WindowRun(tape, mids, options, assumption, stream);
                return run.Run();
            })],
        };
    }

    // One tape at a time for each core: the memory does not grow with the source.
    private static System.Collections.Concurrent.OrderablePartitioner<WindowTape> Unbuffered(IWindowSource source) =>
        System.Collections.Concurrent.Partitioner.Create(source.Windows(), System.Collections.Concurrent.EnumerablePartitionerOptions.NoBuffering);

    private static string HashOf(IEnumerable<WindowResult> windows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var assumed in windows.SelectMany(static window => window.Assumed))
        {
            hash.AppendData(Encoding.ASCII.GetBytes(assumed.Hash));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
