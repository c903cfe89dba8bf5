using PolyCloud.Dashboard.Stored;

namespace PolyCloud.Dashboard.Scene;

/// <summary>Tables that answer what a test says, as fast as it says.</summary>
internal sealed class FakeHistories : IStoredHistories
{
    private int _asked;

    public int Asked => Volatile.Read(ref _asked);

    public Func<StoredQuestion, Task<StoredSpan>> Answer { get; set; } = static _ => Task.FromResult(StoredSpan.Empty);

    public Task<StoredSpan> ReadAsync(StoredQuestion question, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _asked);
        return Answer(question);
    }
}
