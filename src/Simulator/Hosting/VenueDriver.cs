using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Hosting;

/// <summary>One lock and one timer around the venue: every call happens at the clock's moment, and what falls due is done when it does.</summary>
internal sealed class VenueDriver : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SimulatedVenue _venue;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly TaskCompletionSource _faulted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _slowConsumers;
    private bool _stopped;

    public VenueDriver(SimulatedVenue venue, TimeProvider time)
    {
        _venue = venue;
        _time = time;
        _timer = time.CreateTimer(_ => Do(static (_, _) => true), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Ends with the venue's own fault, where it has one; never otherwise.</summary>
    public Task Faulted => _faulted.Task;

    /// <summary>The longest anything was done after its moment, in the clock's own time.</summary>
    public Duration LargestLag { get; private set; }

    public long SlowConsumers => Interlocked.Read(ref _slowConsumers);

    public void CountSlowConsumer() => Interlocked.Increment(ref _slowConsumers);

    /// <summary>False once the venue has stopped: there will be no answer.</summary>
    public bool Handle(VenueRequest request, Action<VenueResponse> respond) => Do((venue, now) =>
    {
        venue.Handle(now, request, respond);
        return true;
    });

    public VenueConnection Connect(VenueChannel channel, IFrameSink sink) => Do((venue, now) => venue.Connect(now, channel, sink))
        ?? throw new OperationCanceledException("The venue has stopped.");

    public void Receive(VenueConnection connection, ReadOnlySpan<byte> message)
    {
        var copy = message.ToArray();
        Do((_, now) =>
        {
            connection.Receive(now, copy);
            return true;
        });
    }

    public void Close(VenueConnection connection) => Do((_, now) =>
    {
        connection.Closed(now);
        return true;
    });

    /// <summary>Runs the call at the clock's moment, after everything due before; default once the venue has stopped.</summary>
    public T? Do<T>(Func<SimulatedVenue, Timestamp, T> call)
    {
        lock (_lock)
        {
            if (_stopped)
            {
                return default;
            }

            try
            {
                var now = Now();
                if (_venue.NextDue < now && _venue.Now.Micros > 0)
                {
                    LargestLag = new Duration(Math.Max(LargestLag.Micros, (now - _venue.NextDue).Micros));
                }

                _venue.AdvanceTo(now);
                var result = call(_venue, now);
                Rearm(now);
                return result;
            }
            catch (Exception fault)
            {
                // A broken exchange must not go on trading: it stops, and whoever waits on the host is told.
                _stopped = true;
                _faulted.TrySetException(fault);
                return default;
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _stopped = true;
        }

        _timer.Dispose();
    }

    private Timestamp Now() => new((_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    // In whole milliseconds and upwards: a timer that fires early would only find nothing due.
    private void Rearm(Timestamp now)
    {
        var due = _venue.NextDue;
        var wait = due.IsNever
            ? Timeout.InfiniteTimeSpan
            : TimeSpan.FromMilliseconds(Math.Max(0, ((due - now).Micros + 999) / 1000));
        _timer.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
