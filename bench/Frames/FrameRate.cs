using PolyCloud.Bench.Journal;
using PolyCloud.Bench.Traces;
using PolyCloud.Engine.Values;

namespace PolyCloud.Bench.Frames;

/// <summary>Raw JSON frames into live books as fast as one core can: reading, sorting into the book, nothing else.</summary>
internal static class FrameRate
{
    private const int WarmUpPasses = 20;

    public const int MeasuredPasses = 40;

    /// <param name="frames">Frames of the trace's market.</param>
    /// <returns>The best pass, frames a second of one core's time, and the touch of both books after the last frame.</returns>
    public static (double FramesPerSecond, string Touch) Run(byte[][] frames)
    {
        var books = new TraceBooks();
        var best = double.MaxValue;
        for (var pass = 0; pass < WarmUpPasses + MeasuredPasses; pass++)
        {
            books.Drop();
            var began = ThreadTime.Now();
            foreach (var frame in frames)
            {
                books.Reader.Read(default, frame);
            }

            var seconds = (ThreadTime.Now() - began).TotalSeconds;
            best = pass < WarmUpPasses ? best : Math.Min(best, seconds);
        }

        return (frames.Length / best, $"{books.Touch(Outcome.Up)} {books.Touch(Outcome.Down)}");
    }

    /// <summary>The frames by the venue's own time, so that a replay without notion of lateness ends with the same books.</summary>
    public static byte[][] InVenueOrder(byte[][] frames)
    {
        var events = TraceEvent.Decode(frames);
        return [.. frames.Select((frame, index) => (frame, events[index].VenueTime)).OrderBy(static pair => pair.VenueTime).Select(static pair => pair.frame)];
    }
}
