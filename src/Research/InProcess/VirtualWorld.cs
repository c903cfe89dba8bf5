using System.Buffers;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Simulator;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Research.InProcess;

/// <summary>
/// Venue and worker node in one thread under virtual time. The clock jumps to the next moment at which either has something
/// due; at one moment the venue acts first, then what it sent is delivered in order, then the node's own deadlines.
/// </summary>
public sealed class VirtualWorld
{
    private readonly SimulatedVenue _venue;
    private readonly Queue<Delivery> _frames = new();
    private readonly Queue<(long Call, VenueResponse Response)> _responses = new();
    private readonly Dictionary<long, long> _open = [];
    private readonly PriorityQueue<long, (long Micros, long Call)> _timeouts = new();
    private long _lastCall;
    private IHttpActor _actor = null!;
    private VirtualSocket[] _sockets = [];

    public VirtualWorld(SimulatedVenue venue, Timestamp start)
    {
        _venue = venue;
        Now = start;
    }

    public Timestamp Now { get; private set; }

    /// <summary>Steps of the clock so far.</summary>
    public long Moments { get; private set; }

    /// <summary>What becomes of a call on its way; every one arrives and is answered by default.</summary>
    public Func<HttpCall, CallFate> FateOf { get; set; } = static _ => CallFate.Answered;

    /// <summary>Whether a frame of the venue is lost on its way; none is by default.</summary>
    public FrameLoss Loses { get; set; } = static (_, _) => false;

    /// <summary>
    /// Runs one actor until it has stopped, or until the given moment. An actor that ran before is gone as a killed process is: its
    /// connections close, what it sent still arrives, and nobody hears the answers.
    /// </summary>
    /// <returns>True when the actor stopped by itself.</returns>
    public bool Run(IHttpActor actor, IReadOnlyList<NodeSocket> sockets, Timestamp atMost)
    {
        foreach (var socket in _sockets)
        {
            socket.Abandon(Now);
        }

        _open.Clear();
        _timeouts.Clear();
        _actor = actor;
        _sockets = [.. sockets.Select(socket => new VirtualSocket(socket, VenueChannels.Of(socket.Session.Name), _venue, _frames.Enqueue, (name, frame) => Loses(name, frame)))];
        _actor.Start(Now);
        SendCalls();
        foreach (var socket in _sockets)
        {
            socket.Start(Now);
            SendCalls();
        }

        return Continue(atMost);
    }

    /// <summary>Goes on with the same actor, carrying out first what was asked of it in between.</summary>
    /// <returns>True when the actor stopped by itself.</returns>
    public bool Continue(Timestamp atMost)
    {
        SendCalls();
        while (!_actor.HasStopped && Timestamp.Later(Now, NextDue()) <= atMost)
        {
            Moment();
        }

        return _actor.HasStopped;
    }

    private void Moment()
    {
        Moments++;
        Now = Timestamp.Later(Now, NextDue());
        _venue.AdvanceTo(Now);
        Deliver();
        foreach (var socket in _sockets)
        {
            if (socket.NextDeadline <= Now)
            {
                socket.Tick(Now);
                SendCalls();
            }
        }

        if (_actor.NextDeadline <= Now)
        {
            _actor.Tick(Now);
            SendCalls();
        }

        TimeOut();
        Deliver();
    }

    /// <summary>A call whose answer never came ends as the pump would end it.</summary>
    private void TimeOut()
    {
        while (_timeouts.TryPeek(out var call, out var due) && due.Micros <= Now.Micros)
        {
            _timeouts.Dequeue();
            if (_open.Remove(call, out var id))
            {
                _actor.HttpCompleted(Now, id, new HttpOutcome { Kind = HttpOutcomeKind.TimedOut });
                SendCalls();
            }
        }
    }

    private Timestamp NextDue()
    {
        if (_frames.Count > 0 || _responses.Count > 0)
        {
            return Now;
        }

        var due = Timestamp.Earlier(_venue.NextDue, _actor.NextDeadline);
        foreach (var socket in _sockets)
        {
            due = Timestamp.Earlier(due, socket.NextDeadline);
        }

        while (_timeouts.TryPeek(out var call, out var timeout))
        {
            if (_open.ContainsKey(call))
            {
                return Timestamp.Earlier(due, new Timestamp(timeout.Micros));
            }

            _timeouts.Dequeue();
        }

        return due;
    }

    private void Deliver()
    {
        while (_frames.TryDequeue(out var delivery))
        {
            delivery.Socket.Receive(Now, delivery);
            if (delivery.Buffer is { } buffer)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }

            SendCalls();
        }

        while (_responses.TryDequeue(out var answered))
        {
            if (!_open.Remove(answered.Call, out var id))
            {
                continue;
            }

            var outcome = VenueOutcome.Of(answered.Response, Now);
            _actor.HttpCompleted(Now, id, outcome);
            SendCalls();
        }
    }

    private void SendCalls()
    {
        foreach (var call in _actor.Outbox.Calls)
        {
            // Numbered anew: two actors number their calls alike.
            var number = ++_lastCall;
            _open.Add(number, call.Id);
            _timeouts.Enqueue(number, ((Now + call.Timeout).Micros, number));
            switch (FateOf(call))
            {
                case CallFate.NeverArrives:
                    break;
                case CallFate.AnswerLost:
                    _venue.Handle(Now, VenueRequest.From(call), static _ => { });
                    break;
                default:
                    _venue.Handle(Now, VenueRequest.From(call), response => _responses.Enqueue((number, response)));
                    break;
            }
        }

        _actor.Outbox.Clear();
    }
}

/// <summary>What becomes of one HTTP call between worker and venue.</summary>
public enum CallFate : byte
{
    Answered,

    /// <summary>The venue carries it out; its answer never comes.</summary>
    AnswerLost,

    /// <summary>It is lost on the way; the worker cannot tell that from a lost answer.</summary>
    NeverArrives,
}

/// <summary>True for a frame that never reaches the socket of this name.</summary>
public delegate bool FrameLoss(string socket, ReadOnlySpan<byte> frame);
