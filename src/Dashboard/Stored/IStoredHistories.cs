using PolyCloud.Engine.Values;

namespace PolyCloud.Dashboard.Stored;

/// <summary>Reads what is stored of the past. The host answers from its tables.</summary>
public interface IStoredHistories
{
    /// <exception cref="StoredHistoriesException">It cannot be read now.</exception>
    Task<StoredSpan> ReadAsync(StoredQuestion question, CancellationToken cancellation);
}

/// <summary>What pages want to know.</summary>
/// <param name="Bots">Whose hours.</param>
/// <param name="Symbols">Underlyings whose prices: <c>btc</c>.</param>
/// <param name="Now">The worker's moment, at which the range ends.</param>
public sealed record StoredQuestion(HistoryRange Range, IReadOnlyList<string> Bots, IReadOnlyList<string> Symbols, Timestamp Now);

/// <summary>Stored histories cannot be read; the message says why, without a secret.</summary>
public sealed class StoredHistoriesException(string message, Exception? inner = null) : Exception(message, inner);
