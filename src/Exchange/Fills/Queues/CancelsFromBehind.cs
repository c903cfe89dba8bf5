namespace PolyCloud.Exchange.Fills.Queues;

/// <summary>
/// Only trades move an order forward; cancels come from behind it for as long as there is anybody behind. The careful bound that
/// every public book allows. Ignores: that orders ahead are cancelled too, which in most books happens more often than trades.
/// </summary>
public sealed class CancelsFromBehind : IQueueModel
{
    public string Name => "cancels from behind";

    public long Join(long displayed) => displayed;

    public long Trade(long ahead, long traded) => Math.Max(0, ahead - traded);

    public long Shrink(long ahead, long before, long after) => Math.Min(ahead, after);
}
