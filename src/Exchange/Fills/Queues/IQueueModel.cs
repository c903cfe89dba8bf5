namespace PolyCloud.Exchange.Fills.Queues;

/// <summary>
/// How many shares stand before an own order in its level. All sizes in 1/1 000 000 share. Who joins later never gets a better
/// place: each answer is monotone in the shares ahead.
/// </summary>
public interface IQueueModel
{
    /// <summary>For reports: name and setting.</summary>
    string Name { get; }

    /// <summary>Shares ahead of an order that joins a level which displays <paramref name="displayed"/>.</summary>
    long Join(long displayed);

    /// <summary>Shares ahead after a trade of <paramref name="traded"/> at the level; what exceeds <paramref name="ahead"/> reached the order.</summary>
    long Trade(long ahead, long traded);

    /// <summary>Shares ahead after the level shrank from <paramref name="before"/> to <paramref name="after"/> without a trade.</summary>
    long Shrink(long ahead, long before, long after);
}
