using System.Globalization;
using System.Text;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Workflows;

/// <summary>Text of any length the row takes, split over columns because one value takes 32 768 characters.</summary>
internal static class LongText
{
    // Below the limit, so that a surrogate pair can be kept whole.
    private const int PartCharacters = 32_000;

    public static void Write(Dictionary<string, string> columns, string column, string text)
    {
        var part = 0;
        var start = 0;
        do
        {
            var length = Math.Min(PartCharacters, text.Length - start);
            if (start + length < text.Length && char.IsHighSurrogate(text[start + length - 1]))
            {
                length--;
            }

            columns[Name(column, part++)] = text.Substring(start, length);
            start += length;
        }
        while (start < text.Length);
    }

    /// <exception cref="InvalidStateRowException">The first part is missing.</exception>
    public static string Read(TableRow row, string column)
    {
        var text = new StringBuilder(row.Text(Name(column, 0)));
        for (var part = 1; row.Columns.TryGetValue(Name(column, part), out var next); part++)
        {
            text.Append(next);
        }

        return text.ToString();
    }

    private static string Name(string column, int part) => column + part.ToString(CultureInfo.InvariantCulture);
}
