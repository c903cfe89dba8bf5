using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;

namespace PolyCloud.ContainerWorker.Api.Views;

/// <summary>Values as the API writes them: exact decimals, ISO moments in UTC with microseconds, reasons by their label.</summary>
internal static class Words
{
    public static decimal Dollars(Money money) => money.Micros / 1_000_000m;

    public static decimal Shares(Size size) => size.Units / 1_000_000m;

    public static decimal Dollars(Price price) => price.Units / (decimal)Price.Scale;

    public static decimal? Dollars(Price? price) => price is { } known ? Dollars(known) : null;

    /// <summary>Null for never.</summary>
    public static string? Moment(Timestamp moment) => moment.IsNever ? null : moment.ToString();

    /// <summary>Null for none.</summary>
    public static string? Label(Reason reason) => reason == Reason.None ? null : reason.Label();

    /// <summary>Like a reason's label: <c>close-only</c>.</summary>
    public static string Label<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select(static (character, index) => char.IsUpper(character) && index > 0 ? "-" + char.ToLowerInvariant(character) : char.ToLowerInvariant(character).ToString()));
}
