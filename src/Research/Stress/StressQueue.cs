using System.Buffers;

namespace PolyCloud.Research.Stress;

/// <summary>Records on their way from the reading thread to the engine's; bounded, and it knows how deep it was.</summary>
internal sealed class StressQueue(int capacity)
{
    private readonly Queue<(byte[] Payload, int Length, long Due)> _waiting = new(Math.Min(capacity, 65_536));
    private readonly object _gate = new();
    private bool _ended;
    private bool _abandoned;

    public int DepthMaximum { get; private set; }

    /// <summary>The reader found it full, and had to wait for the engine.</summary>
    public bool WasFull { get; private set; }

    /// <summary>Waits for room; false when nobody takes any more.</summary>
    public bool Put(ReadOnlySpan<byte> payload, long due)
    {
        var copy = ArrayPool<byte>.Shared.Rent(payload.Length);
        payload.CopyTo(copy);
        lock (_gate)
        {
            while (_waiting.Count == capacity && !_abandoned)
            {
                WasFull = true;
                Monitor.Wait(_gate);
            }

            _waiting.Enqueue((copy, payload.Length, due));
            DepthMaximum = Math.Max(DepthMaximum, _waiting.Count);
            Monitor.PulseAll(_gate);
            return !_abandoned;
        }
    }

    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>The taker stops: who puts is not to wait for it.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _abandoned = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits for a record; false at the end. Its bytes go back by <see cref="Return"/>.</summary>
    public bool Take(out (byte[] Payload, int Length, long Due) taken)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_ended)
            {
                Monitor.Wait(_gate);
            }

            var found = _waiting.TryDequeue(out taken);
            Monitor.PulseAll(_gate);
            return found;
        }
    }

    public static void Return(byte[] payload) => ArrayPool<byte>.Shared.Return(payload);
}
