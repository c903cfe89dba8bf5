using System.Globalization;

namespace PolyCloud.Cli.Commands;

/// <summary>Seeds as people write them: one, or FIRST..LAST.</summary>
internal static class SeedRange
{
    /// <summary>A run for each: more at once is a mistake of typing.</summary>
    private const int Most = 100;

    /// <exception cref="UsageException">It is neither.</exception>
    public static IReadOnlyList<ulong> Read(string option, string text)
    {
        var parts = text.Split("..");
        if (parts.Length <= 2
            && ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && ulong.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && last >= first && last - first < Most)
        {
            return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(offset => first + (ulong)offset)];
        }

        throw new UsageException($"{option} is '{text}'; allowed is a number, or FIRST..LAST of at most {Most} seeds.");
    }
}
