using System.Globalization;

namespace PolyCloud.Research.Simulate.Sweeps;

/// <summary>Seeds from the first to the last, both counted: <c>17</c> or <c>1..2000</c>.</summary>
public readonly record struct SeedRange(ulong First, ulong Last)
{
    public ulong Count => Last - First + 1;

    /// <exception cref="FormatException">The text is neither.</exception>
    public static SeedRange Parse(string text)
    {
        var parts = text.Split("..");
        return parts.Length <= 2
            && ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && ulong.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && last >= first && last < ulong.MaxValue
            ? new SeedRange(first, last)
            : throw new FormatException($"'{text}' is no range of seeds such as 17 or 1..2000.");
    }
}
