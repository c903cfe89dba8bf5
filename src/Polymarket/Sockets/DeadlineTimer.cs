using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Sockets;

/// <summary>
/// One timer for a deadline that data moves later with every frame: it is set only when the deadline comes nearer, fires early
/// otherwise, and is then set again.
/// </summary>
internal sealed class DeadlineTimer(Clock clock, Action due) : IAsyncDisposable
{
    private readonly ITimer _timer = clock.Provider.CreateTimer(_ => due(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    private Timestamp _armed = Timestamp.Never;

    /// <summary>It has fired: the next deadline sets it again.</summary>
    public void Fired() => _armed = Timestamp.Never;

    public void Arm(Timestamp deadline)
    {
        if (deadline < _armed)
        {
            _armed = deadline;
            _timer.Change(clock.Until(deadline), Timeout.InfiniteTimeSpan);
        }
    }

    public ValueTask DisposeAsync() => _timer.DisposeAsync();
}
