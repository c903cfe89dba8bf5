using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Sessions;

namespace PolyCloud.Polymarket.Chain.Transactions;

/// <summary>The operation under way and its attempts, all at one nonce.</summary>
internal sealed class PendingTransaction(ChainOperation operation)
{
    public ChainOperation Operation { get; } = operation;

    public List<ChainAttempt> Attempts { get; } = [];

    public bool IsSigned => Attempts.Count > 0;

    /// <summary>0 where it is not known any more: a resumed transaction is sent again, but not replaced.</summary>
    public long GasLimit { get; private set; }

    /// <summary>Some node has it or may have it.</summary>
    public bool MayBeTaken { get; set; }

    /// <summary>Nobody took the last copy for certain.</summary>
    public bool MustSendAgain { get; set; }

    /// <summary>A dearer attempt makes sense: some node may hold this one, its gas limit is known, and there are not too many already.</summary>
    public bool MayBeReplaced => MayBeTaken && GasLimit > 0 && Attempts.Count < TransactionOptions.MaximumAttempts;

    public bool IsUnknown { get; private set; }

    public Timestamp NextLook { get; set; }

    public Timestamp StuckAt { get; set; }

    public Timestamp UnknownAt { get; private set; }

    public static PendingTransaction Resumed(ChainOperation operation, IReadOnlyList<ChainAttempt> attempts, Timestamp now, TransactionOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfZero(attempts.Count);
        var resumed = new PendingTransaction(operation) { MayBeTaken = true };
        resumed.Attempts.AddRange(attempts);
        resumed.Prepare(0, now, options);
        return resumed;
    }

    public void Prepare(long gasLimit, Timestamp now, TransactionOptions options)
    {
        GasLimit = gasLimit;
        NextLook = now + options.PollPause;
        StuckAt = now + options.StuckAfter;
        UnknownAt = now + options.UnknownAfter;
    }

    public void ToldUnknown()
    {
        IsUnknown = true;
        UnknownAt = Timestamp.Never;
    }
}
