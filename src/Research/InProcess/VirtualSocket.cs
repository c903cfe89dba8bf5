using System.Buffers;
using PolyCloud.Engine.Values;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Simulator;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Research.InProcess;

/// <summary>
/// The place of a socket pump in one process: carries the same bytes between a session and the simulated venue. What the venue
/// sends is queued and delivered by the world, never from inside the venue's own call.
/// </summary>
internal sealed class VirtualSocket(NodeSocket socket, VenueChannel channel, SimulatedVenue venue, Action<Delivery> deliver, FrameLoss loses) : IFrameSink
{
    /// <summary>RFC 6455: a connection that ended without a close frame.</summary>
    private const int AbnormalClosure = 1006;

    private readonly SocketCommands _commands = new();
    private VenueConnection? _connection;
    private int _generation;

    public Timestamp NextDeadline => socket.Session.NextDeadline;

    public string Name => socket.Session.Name;

    /// <summary>How far the owner's clock is ahead of the venue's; every moment handed in is the owner's. Default zero.</summary>
    public Duration Skew { get; set; }

    public void Start(Timestamp now)
    {
        socket.Session.Start(now, _commands);
        Carry(now);
    }

    public void Tick(Timestamp now)
    {
        socket.Session.Tick(now, _commands);
        Carry(now);
    }

    /// <summary>Hands over what the world delivers, unless it belongs to a connection that has ended since.</summary>
    public void Receive(Timestamp now, in Delivery delivery)
    {
        if (delivery.Generation != _generation)
        {
            return;
        }

        switch (delivery.Kind)
        {
            case DeliveryKind.Opened:
                socket.Session.Opened(now, _commands);
                break;
            case DeliveryKind.Frame:
                socket.Session.Received(now, delivery.Frame, _commands);
                break;
            default:
                _connection = null;
                socket.Session.Closed(now, delivery.Length, _commands);
                break;
        }

        Carry(now);
    }

    /// <summary>The other side closes the connection without a word of why.</summary>
    public void Break(Timestamp now)
    {
        if (_connection is not null)
        {
            _connection.Closed(now - Skew);
            deliver(new Delivery(this, DeliveryKind.Closed, _generation, null, AbnormalClosure));
        }
    }

    /// <summary>Its owner is gone: the venue sees the connection close, and what is under way is delivered to nobody.</summary>
    public void Abandon(Timestamp now)
    {
        _generation++;
        _connection?.Closed(now - Skew);
        _connection = null;
    }

    void IFrameSink.Send(ReadOnlySpan<byte> frame)
    {
        if (loses(socket.Session.Name, frame))
        {
            return;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(frame.Length);
        frame.CopyTo(buffer);
        deliver(new Delivery(this, DeliveryKind.Frame, _generation, buffer, frame.Length));
    }

    void IFrameSink.Close(int code) => deliver(new Delivery(this, DeliveryKind.Closed, _generation, null, code));

    private void Carry(Timestamp now)
    {
        for (var index = 0; index < _commands.Count; index++)
        {
            switch (_commands.Kind(index))
            {
                case SocketCommandKind.Connect:
                    _generation++;
                    _connection = venue.Connect(now - Skew, channel, this);
                    deliver(new Delivery(this, DeliveryKind.Opened, _generation, null, 0));
                    break;
                case SocketCommandKind.Send:
                    _connection?.Receive(now - Skew, _commands.Message(index).Span);
                    break;
                default:
                    _connection?.Closed(now - Skew);
                    deliver(new Delivery(this, DeliveryKind.Closed, _generation, null, 0));
                    break;
            }
        }

        _commands.Clear();
        socket.AfterStep(now);
    }
}

internal enum DeliveryKind : byte
{
    Opened,
    Frame,
    Closed,
}

/// <summary>One thing on its way from the venue to a session; the buffer goes back to the pool when it is delivered.</summary>
/// <param name="Length">Bytes of a frame, or the code of a close.</param>
internal readonly record struct Delivery(VirtualSocket Socket, DeliveryKind Kind, int Generation, byte[]? Buffer, int Length)
{
    public ReadOnlySpan<byte> Frame => Buffer.AsSpan(0, Length);
}
