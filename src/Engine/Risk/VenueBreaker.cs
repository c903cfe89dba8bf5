using System.Numerics;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Risk;

/// <summary>
/// Pauses opening when the venue answers badly: more than so many call errors in a span, or too many refusals among the last fifty
/// orders. Each pause in a row is twice as long, up to sixteen times; a quiet spell after a pause begins anew.
/// </summary>
internal sealed class VenueBreaker
{
    /// <summary>Orders whose answers are remembered; they fit a 64-bit word.</summary>
    public const int Answers = 50;

    private const int MostDoublings = 4;

    /// <summary>Most errors a setting may allow.</summary>
    public const int MaximumErrors = 64;

    private readonly BreakerOptions _options;
    private readonly Timestamp[] _errors;
    private long _errorCount;
    private ulong _rejected;
    private int _answered;
    private int _pauses;

    public VenueBreaker(BreakerOptions options)
    {
        _options = options;
        _errors = new Timestamp[options.VenueErrors + 1];
    }

    /// <summary>Why the last pause began.</summary>
    public Reason Why { get; private set; }

    public Timestamp PausedUntil { get; private set; }

    public int Pauses => _pauses;

    public Reason Verdict(Timestamp now) => now < PausedUntil ? Why : Reason.None;

    /// <summary>A call failed, timed out or was answered by a server error.</summary>
    public void OnError(Timestamp now)
    {
        _errors[_errorCount % _errors.Length] = now;
        _errorCount++;
        var oldest = _errors[_errorCount % _errors.Length];
        if (_errorCount >= _errors.Length && now - oldest <= _options.VenueErrorSpan)
        {
            _errorCount = 0;
            Pause(now, Reason.VenueErrors);
        }
    }

    /// <summary>The venue took or refused an order.</summary>
    public void OnAnswer(Timestamp now, bool rejected)
    {
        _rejected = ((_rejected << 1) | (rejected ? 1UL : 0UL)) & ((1UL << Answers) - 1);
        _answered = Math.Min(_answered + 1, Answers);
        if (_answered == Answers && BitOperations.PopCount(_rejected) * 100 > _options.RejectPercent * Answers)
        {
            (_rejected, _answered) = (0, 0);
            Pause(now, Reason.TooManyRejects);
        }
    }

    public void Rearm()
    {
        _pauses = 0;
        PausedUntil = default;
    }

    public void Import(Timestamp pausedUntil, int pauses)
    {
        PausedUntil = pausedUntil;
        _pauses = pauses;
        Why = Reason.VenueErrors;
    }

    private void Pause(Timestamp now, Reason why)
    {
        _pauses = now - PausedUntil > _options.VenueQuietSpell ? 0 : _pauses;
        Why = why;
        PausedUntil = now + (_options.VenuePause * (1L << Math.Min(_pauses, MostDoublings)));
        _pauses++;
    }
}
