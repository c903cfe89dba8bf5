using PolyCloud.Research.Simulate.Sweeps;

namespace PolyCloud.Cli.Commands;

/// <summary>A few seeds as people write them: one, or FIRST..LAST.</summary>
internal static class SeedOption
{
    /// <summary>A run for each: more at once is a mistake of typing.</summary>
    private const ulong Most = 100;

    /// <exception cref="UsageException">It is neither, or too many.</exception>
    public static IReadOnlyList<ulong> Read(string option, string text)
    {
        try
        {
            if (SeedRange.Parse(text) is { Count: <= Most } range)
            {
                return [.. Enumerable.Range(0, (int)range.Count).Select(offset => range.First + (ulong)offset)];
            }
        }
        catch (FormatException)
        {
            // Told below, in the words of the option.
        }

        throw new UsageException($"{option} is '{text}'; allowed is a number, or FIRST..LAST of at most {Most} seeds.");
    }
}
