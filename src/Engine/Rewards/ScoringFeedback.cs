using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Rewards;

/// <summary>Whether the venue says that an order earns rewards.</summary>
public enum ScoringState : byte
{
    /// <summary>Never told, or told too long ago.</summary>
    Unknown,
    Scoring,
    NotScoring,
}

/// <summary>
/// What the venue's order-scoring answer said of our latest orders. It informs a strategy's wishes and nothing else: no limit, phase or
/// halt reads it.
/// </summary>
public sealed class ScoringFeedback
{
    /// <summary>The live orders of every market of a shard at 16 a market; older answers are overwritten first.</summary>
    private const int Capacity = 256;

    private readonly Answer[] _answers = new Answer[Capacity];
    private readonly Duration _maximumAge;
    private long _written;

    /// <param name="maximumAge">Older answers are unknown: the venue samples once a minute.</param>
    public ScoringFeedback(Duration maximumAge) => _maximumAge = maximumAge;

    public void Observe(Timestamp now, IntentId intent, bool isScoring)
    {
        for (var index = 0; index < Math.Min(_written, Capacity); index++)
        {
            if (_answers[index].Intent == intent)
            {
                _answers[index] = new Answer(intent, isScoring, now);
                return;
            }
        }

        _answers[_written++ % Capacity] = new Answer(intent, isScoring, now);
    }

    public ScoringState Of(IntentId intent, Timestamp now)
    {
        for (var index = 0; index < Math.Min(_written, Capacity); index++)
        {
            ref readonly var answer = ref _answers[index];
            if (answer.Intent == intent)
            {
                return now - answer.Told > _maximumAge ? ScoringState.Unknown
                    : answer.IsScoring ? ScoringState.Scoring
                    : ScoringState.NotScoring;
            }
        }

        return ScoringState.Unknown;
    }

    private readonly record struct Answer(IntentId Intent, bool IsScoring, Timestamp Told);
}
