using System.Buffers;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Research.InProcess;
using PolyCloud.Simulator;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Research.Simulate.World;

/// <summary>
/// What connects one worker process with the venue: its sockets, its calls under way, its clock. Everything is delivered by the
/// world's steps, in order, never from inside the venue's own call.
/// </summary>
internal sealed class WorkerLink(SimulatedVenue venue, Network network, IStepGuard guard)
{
    private readonly Queue<Delivery> _frames = new();
    private readonly Queue<Delivery> _clogged = new();
    private readonly PriorityQueue<(long Call, VenueResponse Response), (long Micros, long Order)> _responses = new();
    private readonly Dictionary<long, (long Call, Timestamp Comparison)> _open = [];
    private readonly PriorityQueue<long, (long Micros, long Call)> _timeouts = new();
    private readonly HashSet<string> _clogs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _mutes = new(StringComparer.Ordinal);
    private IHttpActor? _actor;
    private VirtualSocket[] _sockets = [];
    private Duration _skew;
    private long _lastCall;
    private long _answers;

    /// <summary>The process does nothing: what comes for it waits.</summary>
    public bool IsFrozen { get; set; }

    /// <summary>How far the worker's clock is ahead of the venue's.</summary>
    public Duration Skew
    {
        get => _skew;
        set
        {
            _skew = value;
            foreach (var socket in _sockets)
            {
                socket.Skew = value;
            }
        }
    }

    /// <summary>What the worker can know of its own orders and fills.</summary>
    public UserGap Gap { get; } = new();

    /// <summary>Calls without an outcome yet.</summary>
    public int CallsUnderWay => _open.Count;

    /// <summary>Frames that arrived and were not handed over.</summary>
    public int FramesWaiting => _frames.Count + _clogged.Count;

    /// <summary>Told of each call just before it leaves, and, with true, just after: a process may die at either moment.</summary>
    public Action<HttpCall, bool>? Leaving { get; set; }

    public Timestamp NextDue
    {
        get
        {
            if (_actor is not { } actor || IsFrozen)
            {
                return Timestamp.Never;
            }

            if (_frames.Count > 0)
            {
                return default;
            }

            var due = actor.NextDeadline;
            foreach (var socket in _sockets)
            {
                due = Timestamp.Earlier(due, socket.NextDeadline);
            }

            due = due.IsNever ? due : due - _skew;
            if (_responses.TryPeek(out _, out var answered))
            {
                due = Timestamp.Earlier(due, new Timestamp(answered.Micros));
            }

            return Timestamp.Earlier(due, NextTimeout());
        }
    }

    /// <summary>The process begins to run this actor; one it ran before is gone.</summary>
    public void Begin(Timestamp now, IHttpActor actor, IReadOnlyList<NodeSocket> sockets)
    {
        Cut(now);
        _actor = actor;
        Gap.Broke(now);
        _sockets = [.. sockets.Select(socket => new VirtualSocket(socket, VenueChannels.Of(socket.Session.Name), venue, Arrive, static (_, _) => false) { Skew = _skew })];
        var begun = _sockets;
        Do(now, at => actor.Start(at));
        foreach (var socket in begun)
        {
            Do(now, socket.Start);
        }
    }

    /// <summary>The process is gone: its connections close, what it sent still arrives, and nobody hears the answers.</summary>
    public void Cut(Timestamp now)
    {
        foreach (var socket in _sockets)
        {
            socket.Abandon(now + _skew);
        }

        _actor = null;
        _sockets = [];
        _open.Clear();
        _timeouts.Clear();
        _responses.Clear();
        Drop(_frames);
        Drop(_clogged);
    }

    /// <summary>Nothing of this socket reaches the worker until it is unclogged; then all of it does, in order.</summary>
    public void Clog(string socket) => _clogs.Add(socket);

    public void Unclog(string socket)
    {
        _clogs.Remove(socket);
        for (var left = _clogged.Count; left > 0; left--)
        {
            Queue(_clogged.Dequeue());
        }
    }

    /// <summary>Frames of this socket are lost on their way until it is unmuted.</summary>
    public void Mute(string socket) => _mutes.Add(socket);

    public void Unmute(string socket) => _mutes.Remove(socket);

    /// <summary>The other side closes this socket.</summary>
    public void Break(Timestamp now, string socket)
    {
        foreach (var open in _sockets.Where(open => open.Name == socket))
        {
            open.Break(now + _skew);
        }
    }

    /// <summary>Something from outside is done to the actor, as a request to halt is.</summary>
    public void Do(Timestamp now, Action<Timestamp> act)
    {
        guard.Guarded(now + _skew, act);
        SendCalls(now);
    }

    /// <summary>Hands over what has arrived, then what is due, then what was waited for too long.</summary>
    public void Step(Timestamp now)
    {
        if (IsFrozen)
        {
            return;
        }

        Deliver(now);
        foreach (var socket in _sockets)
        {
            if (_actor is not null && socket.NextDeadline <= now + _skew)
            {
                Do(now, socket.Tick);
            }
        }

        if (_actor is { } actor && actor.NextDeadline <= now + _skew)
        {
            Do(now, actor.Tick);
        }

        TimeOut(now);
    }

    private static void Drop(Queue<Delivery> queue)
    {
        while (queue.TryDequeue(out var delivery))
        {
            Return(delivery);
        }
    }

    private static void Return(in Delivery delivery)
    {
        if (delivery.Buffer is { } buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Arrive(Delivery delivery)
    {
        if (delivery.Kind == DeliveryKind.Frame && _mutes.Contains(delivery.Socket.Name))
        {
            Return(delivery);
            return;
        }

        Queue(delivery);
        if (delivery.Kind == DeliveryKind.Frame && network.DoublesFrame())
        {
            var copy = ArrayPool<byte>.Shared.Rent(delivery.Length);
            delivery.Frame.CopyTo(copy);
            Queue(delivery with { Buffer = copy });
        }
    }

    private void Queue(in Delivery delivery) => (_clogs.Contains(delivery.Socket.Name) ? _clogged : _frames).Enqueue(delivery);

    private void Deliver(Timestamp now)
    {
        while (_frames.TryDequeue(out var delivery))
        {
            var taken = delivery;
            if (taken.Kind != DeliveryKind.Frame && taken.Socket.Name == "user")
            {
                Gap.Broke(now);
            }

            Do(now, at => taken.Socket.Receive(at, taken));
            Return(delivery);
        }

        while (_responses.TryPeek(out var answered, out var due) && due.Micros <= now.Micros)
        {
            _responses.Dequeue();
            if (_open.Remove(answered.Call, out var asked) && _actor is { } actor)
            {
                var outcome = VenueOutcome.Of(answered.Response, now + _skew);
                if (outcome.IsSuccess && !asked.Comparison.IsNever)
                {
                    Gap.Compared(asked.Comparison);
                }

                Do(now, at => actor.HttpCompleted(at, asked.Call, outcome));
            }
        }
    }

    private Timestamp NextTimeout()
    {
        while (_timeouts.TryPeek(out var call, out var timeout))
        {
            if (_open.ContainsKey(call))
            {
                return new Timestamp(timeout.Micros);
            }

            _timeouts.Dequeue();
        }

        return Timestamp.Never;
    }

    private void TimeOut(Timestamp now)
    {
        while (_timeouts.TryPeek(out var call, out var due) && due.Micros <= now.Micros)
        {
            _timeouts.Dequeue();
            if (_open.Remove(call, out var asked) && _actor is { } actor)
            {
                Do(now, at => actor.HttpCompleted(at, asked.Call, new HttpOutcome { Kind = HttpOutcomeKind.TimedOut }));
            }
        }
    }

    private void SendCalls(Timestamp now)
    {
        if (_actor is not { } actor || actor.Outbox.Calls.Count == 0)
        {
            return;
        }

        HttpCall[] calls = [.. actor.Outbox.Calls];
        actor.Outbox.Clear();
        foreach (var call in calls)
        {
            Leaving?.Invoke(call, false);
            if (_actor is null)
            {
                return;
            }

            Send(now, call);
            Leaving?.Invoke(call, true);
        }
    }

    private void Send(Timestamp now, HttpCall call)
    {
        // Numbered anew: two actors number their calls alike.
        var number = ++_lastCall;
        _open.Add(number, (call.Id, call.PathAndQuery.StartsWith("/data/trades", StringComparison.Ordinal) ? now : Timestamp.Never));
        _timeouts.Enqueue(number, ((now + call.Timeout).Micros, number));
        var weather = network.Draw(call);
        if (weather.IsLost)
        {
            return;
        }

        venue.Handle(now, VenueRequest.From(call), response =>
        {
            if (!weather.AnswerIsLost)
            {
                _responses.Enqueue((number, network.Told(call, response)), ((venue.Now + weather.AnswerDelay).Micros, _answers++));
            }
        });
    }
}
