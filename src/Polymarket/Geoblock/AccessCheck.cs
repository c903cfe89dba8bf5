using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Geoblock;

/// <summary>What an answer says of a permission.</summary>
public enum AccessAnswer : byte
{
    /// <summary>It came, but cannot be understood: counts as denied.</summary>
    Ambiguous,
    Allowed,
    Denied,
}

/// <summary>
/// Asks again and again whether something is allowed, and fails closed: denied before the first answer, on an answer that cannot be
/// understood, and when no answer came for long. A question that got no answer at all leaves the last one standing meanwhile.
/// </summary>
public sealed class AccessCheck
{
    private readonly Func<long, Timestamp, HttpCall> _ask;
    private readonly Func<HttpOutcome, AccessAnswer> _read;
    private readonly Action<Timestamp, bool, string> _told;
    private readonly AccessCheckOptions _options;
    private long _callId;
    private Timestamp _askAt = Timestamp.Never;
    private Timestamp _expiresAt = Timestamp.Never;

    /// <param name="ask">Builds the question.</param>
    /// <param name="read">Reads a successful answer.</param>
    /// <param name="told">Told at the start, with every answer, and when a permission runs out: whether it is allowed, and why not.</param>
    public AccessCheck(
        Func<long, Timestamp, HttpCall> ask, Func<HttpOutcome, AccessAnswer> read, Action<Timestamp, bool, string> told, AccessCheckOptions options)
    {
        _ask = ask;
        _read = read;
        _told = told;
        _options = options;
    }

    public bool IsAllowed { get; private set; }

    public Timestamp NextDeadline => Timestamp.Earlier(_askAt, _expiresAt);

    public void Start(Timestamp now, HttpOutbox outbox)
    {
        _told(now, false, "not asked yet");
        Ask(now, outbox);
    }

    public void Tick(Timestamp now, HttpOutbox outbox)
    {
        if (now >= _expiresAt)
        {
            _expiresAt = Timestamp.Never;
            Become(now, false, $"no answer for {_options.Patience.TotalSeconds:0} s");
        }

        if (now >= _askAt)
        {
            Ask(now, outbox);
        }
    }

    /// <summary>Takes the outcome of a call; false when it is not this check's.</summary>
    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome)
    {
        if (callId != _callId || callId == 0)
        {
            return false;
        }

        _callId = 0;
        var isAnswer = outcome.IsSuccess || (outcome.Kind == HttpOutcomeKind.Answered && outcome.Status is 401 or 403 or 451);
        _askAt = now + (isAnswer ? _options.Every : _options.RetryPause);
        if (isAnswer)
        {
            var answer = outcome.IsSuccess ? _read(outcome) : AccessAnswer.Denied;
            _expiresAt = answer == AccessAnswer.Allowed ? now + _options.Patience : Timestamp.Never;
            Become(now, answer == AccessAnswer.Allowed, Why(answer, outcome));
        }

        return true;
    }

    private static string Why(AccessAnswer answer, in HttpOutcome outcome) =>
        answer == AccessAnswer.Ambiguous ? "the answer cannot be understood" : outcome.IsSuccess ? "the venue says so" : $"status {outcome.Status}";

    private void Ask(Timestamp now, HttpOutbox outbox)
    {
        _askAt = Timestamp.Never;
        _callId = outbox.NextId();
        outbox.Add(_ask(_callId, now));
    }

    private void Become(Timestamp now, bool allowed, string why)
    {
        IsAllowed = allowed;
        _told(now, allowed, why);
    }
}
