using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Gamma;

/// <summary>Which markets of the catalogue are wanted.</summary>
public enum SelectorKind : byte
{
    /// <summary>One market, by slug.</summary>
    Slug,

    /// <summary>One market, by condition id.</summary>
    Condition,

    /// <summary>All markets of one event, by slug: the way to a multi-outcome event.</summary>
    Event,

    /// <summary>All open markets with a tag, by slug.</summary>
    Tag,

    /// <summary>All open markets of a series, by id: the way to windows whose slug cannot be computed.</summary>
    Series,
}

/// <summary>One entry of the list of wanted markets.</summary>
/// <param name="Value">The slug or id.</param>
public sealed record MarketSelector(SelectorKind Kind, string Value)
{
    /// <summary>The answer is paged.</summary>
    internal bool IsPaged => Kind is SelectorKind.Tag or SelectorKind.Series;

    /// <summary>Reads where multi-outcome events come from, <c>tag:SLUG</c> or <c>event:SLUG</c>; null for any other text.</summary>
    public static MarketSelector? ParseEvents(string text) => text.Split(':') switch
    {
        ["tag", { Length: > 0 } slug] when IsSlug(slug) => new(SelectorKind.Tag, slug),
        ["event", { Length: > 0 } slug] when IsSlug(slug) => new(SelectorKind.Event, slug),
        _ => null,
    };

    private static bool IsSlug(string text) => text.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');

    internal HttpCall Request(long id, Timestamp now, string cursor) => Kind switch
    {
        SelectorKind.Slug => GammaRequests.MarketOfSlug(id, Value),
        SelectorKind.Condition => GammaRequests.MarketOfCondition(id, Value),
        SelectorKind.Event => GammaRequests.EventOfSlug(id, Value),
        SelectorKind.Tag => GammaRequests.EventsOfTag(id, Value, now, cursor),
        _ => GammaRequests.EventsOfSeries(id, Value, now, cursor),
    };
}
