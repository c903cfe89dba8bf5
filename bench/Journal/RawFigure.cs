using PolyCloud.Bench.Frames;
using PolyCloud.Bench.Traces;

namespace PolyCloud.Bench.Journal;

/// <summary>Raw JSON frames into books: what a recording costs that is not normalised yet.</summary>
internal static class RawFigure
{
    public static void Print()
    {
        var frames = TraceFile.Read(TraceFile.Locate());
        JournalFigures.Say($"raw         {FrameRate.Run(frames).FramesPerSecond / 1e6:0.00} million frames/s, one core's time, best pass of {FrameRate.MeasuredPasses}");
    }
}
