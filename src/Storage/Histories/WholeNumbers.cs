using System.Globalization;
using PolyCloud.Storage.State;

namespace PolyCloud.Storage.Histories;

/// <summary>Whole numbers in one text, parted by semicolons: how a period of a history is stored.</summary>
internal static class WholeNumbers
{
    public static string Write(params ReadOnlySpan<long> numbers)
    {
        var texts = new string[numbers.Length];
        for (var index = 0; index < numbers.Length; index++)
        {
            texts[index] = numbers[index].ToString(CultureInfo.InvariantCulture);
        }

        return string.Join(';', texts);
    }

    /// <exception cref="InvalidStateRowException">There are not so many, or one is none.</exception>
    public static long[] Read(HistoryValue value, int count)
    {
        var parts = value.Text.Split(';');
        var numbers = new long[count];
        for (var index = 0; index < count; index++)
        {
            if (parts.Length != count || !long.TryParse(parts[index], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[index]))
            {
                throw new InvalidStateRowException($"The history at {value.Begin} is damaged: '{value.Text}' is not {count} whole numbers.");
            }
        }

        return numbers;
    }
}
