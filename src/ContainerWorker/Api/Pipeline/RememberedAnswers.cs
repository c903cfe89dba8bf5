namespace PolyCloud.ContainerWorker.Api.Pipeline;

/// <summary>The answer to a changing request, as it was sent.</summary>
internal sealed record RememberedAnswer(int Status, string ContentType, byte[] Body);

/// <summary>What is known of an idempotency key.</summary>
internal enum KeyUse : byte
{
    /// <summary>Never seen: it is reserved now.</summary>
    Fresh,

    /// <summary>Answered before; the answer is told again.</summary>
    Answered,

    /// <summary>Being carried out.</summary>
    UnderWay,

    /// <summary>Used for another request.</summary>
    Taken,
}

/// <summary>
/// The answers to changing requests by caller and idempotency key, for a day or until the process ends, so that a repeat does not
/// act twice.
/// </summary>
internal sealed class RememberedAnswers(TimeProvider time)
{
    /// <summary>A day of one change every twenty seconds; the oldest answered ones make room.</summary>
    public const int Capacity = 4_096;

    private static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private readonly Dictionary<(string Caller, string Key), Entry> _entries = [];
    private readonly Queue<(string Caller, string Key)> _oldest = new();
    private readonly Lock _gate = new();

    /// <param name="request">Digest of method, path and body.</param>
    public KeyUse Begin(string caller, string key, string request, out RememberedAnswer? answer)
    {
        lock (_gate)
        {
            Forget();
            if (_entries.TryGetValue((caller, key), out var known))
            {
                answer = known.Answer;
                return known.Request != request ? KeyUse.Taken : answer is null ? KeyUse.UnderWay : KeyUse.Answered;
            }

            answer = null;
            _entries.Add((caller, key), new Entry(request, time.GetTimestamp(), null));
            _oldest.Enqueue((caller, key));
            return KeyUse.Fresh;
        }
    }

    /// <param name="answer">Null where nothing was done: the key may be used again.</param>
    public void End(string caller, string key, RememberedAnswer? answer)
    {
        lock (_gate)
        {
            if (answer is null)
            {
                _entries.Remove((caller, key));
            }
            else if (_entries.TryGetValue((caller, key), out var known))
            {
                _entries[(caller, key)] = known with { Answer = answer };
            }
        }
    }

    private void Forget()
    {
        while (_oldest.TryPeek(out var oldest))
        {
            var isThere = _entries.TryGetValue(oldest, out var entry);
            if (isThere && _oldest.Count < Capacity && time.GetElapsedTime(entry!.Began) < Memory)
            {
                return;
            }

            _oldest.Dequeue();
            _entries.Remove(oldest);
        }
    }

    private sealed record Entry(string Request, long Began, RememberedAnswer? Answer);
}
