using System.Runtime.CompilerServices;

namespace PolyCloud.Exchange.Flow.Generated;

/// <summary>Refuses a setting outside its documented range; no range holds "not a number".</summary>
internal static class SettingRange
{
    /// <exception cref="ArgumentOutOfRangeException">Outside the range, both ends within.</exception>
    public static void Require(double value, double lowest, double highest, [CallerArgumentExpression(nameof(value))] string? name = null)
    {
        if (!(value >= lowest && value <= highest))
        {
            throw new ArgumentOutOfRangeException(name, value, $"Allowed is {lowest} to {highest}.");
        }
    }
}
