using PolyCloud.Exchange.Tapes;

namespace PolyCloud.Research.Importing.Tapes;

/// <summary>The windows that frames were seen of.</summary>
internal static class FrameWindows
{
    /// <summary>In the order of their opens; windows without any book are named in the coverage.</summary>
    public static IEnumerable<WindowTape> Of(FrameTapes frames, TapeProvenance provenance, ImportCoverage coverage)
    {
        if (frames.Skipped > 0)
        {
            coverage.SkipRecord(new FormatException($"{provenance.Source}: {frames.Skipped} frames or events could not be read"));
        }

        foreach (var (index, tape) in frames.Tapes.Index().OrderBy(static pair => pair.Item.Spec.Opens))
        {
            if (tape.BookEvents == 0)
            {
                coverage.Skip(tape.Spec.Slug, "no book of it was recorded");
                continue;
            }

            var winner = frames.WinnerOf(index);
            coverage.Used(winner is not null);
            yield return tape.Build(provenance, winner, WinnerSource.Official);
        }
    }
}
