namespace PolyCloud.Polymarket.Clob.Json;

/// <summary>One page of rows.</summary>
/// <param name="Next">The cursor of the next page; empty after the last.</param>
/// <param name="Unreadable">Rows left out because they could not be read.</param>
public sealed record Page<T>(IReadOnlyList<T> Rows, string Next, int Unreadable)
    where T : class, ILooseReadable<T>;
