using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Data;

/// <summary>Which public trades are wanted; what is left out is not filtered by.</summary>
public sealed record DataTradeQuery
{
    /// <summary>A wallet, or empty.</summary>
    public string User { get; init; } = "";

    /// <summary>At most <see cref="DataRequests.MaximumConditions"/>.</summary>
    public IReadOnlyList<string> Conditions { get; init; } = [];

    public Side? Side { get; init; }

    public bool? TakerOnly { get; init; }

    /// <summary>Dollars, or shares where <see cref="AmountInTokens"/>.</summary>
    public decimal? MinimumAmount { get; init; }

    public bool AmountInTokens { get; init; }

    public Timestamp? From { get; init; }

    public Timestamp? Until { get; init; }

    /// <summary>Rows in a page; null for the venue's choice.</summary>
    public int? Limit { get; init; }
}
