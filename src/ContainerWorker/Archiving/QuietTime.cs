using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.ContainerWorker.Archiving;

/// <summary>When a worker's disk and processor may be used for housekeeping: not in the last minute of a window, in which positions are closed.</summary>
internal sealed class QuietTime(WindowSeries series, Clock clock)
{
    /// <summary>Between two parts of housekeeping, in real time: it takes a tenth of one processor at most, and the state's rows are written between.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(100);

    private static readonly Duration LastPart = Duration.FromSeconds(60);

    public Timestamp Now => clock.Now;

    /// <summary>Windows begin at whole multiples of their length.</summary>
    public bool IsQuiet => series.Length.Micros - (clock.Now.Micros % series.Length.Micros) > LastPart.Micros;

    /// <summary>A breath, and the rest of a window that ends.</summary>
    public async Task PauseAsync(CancellationToken cancellation)
    {
        do
        {
            await Task.Delay(Breath, cancellation);
        }
        while (!IsQuiet);
    }
}
