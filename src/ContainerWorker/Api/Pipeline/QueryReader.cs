using System.Globalization;

namespace PolyCloud.ContainerWorker.Api.Pipeline;

/// <summary>Reads values of the query.</summary>
internal static class QueryReader
{
    public const int DefaultLimit = 100;

    public const int MaximumLimit = 1_000;

    /// <returns>What is wrong, or null.</returns>
    public static ApiProblem? Limit(string? text, out int limit)
    {
        limit = DefaultLimit;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaximumLimit)
            ? null
            : ApiProblem.BadField("limit", $"limit is '{Shortened(text)}'; allowed is 1 to {MaximumLimit}.");
    }

    /// <returns>What is wrong, or null.</returns>
    public static ApiProblem? Choice(string field, string? text, params ReadOnlySpan<string> allowed) =>
        text is null || allowed.Contains(text) ? null : ApiProblem.BadField(field, $"{field} is '{Shortened(text)}'; allowed is {string.Join(", ", allowed!)}.");

    public static string Shortened(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
