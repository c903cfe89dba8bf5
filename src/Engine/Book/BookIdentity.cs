using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Book;

/// <summary>The parts of a book that do not change with its levels but are hashed with them.</summary>
public sealed record BookIdentity
{
    /// <summary>0x and 64 hexadecimal digits, verbatim.</summary>
    public required string ConditionId { get; init; }

    /// <summary>Decimal digits of the token's number, verbatim.</summary>
    public required string TokenId { get; init; }

    public required Size MinimumOrderSize { get; init; }

    public bool NegativeRisk { get; init; }
}
