using System.Buffers;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Simulator;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Research.InProcess;

/// <summary>
/// The place of a socket pump in one process: carries the same bytes between a session and the simulated venue. What the venue
/// sends is queued and delivered by the world, never from inside the venue's own call.
/// </summary>
internal sealed class VirtualSocket(ISocketSession session, VenueChannel channel, SimulatedVenue venue, Action<Delivery> deliver) : IFrameSink
{
    private readonly SocketCommands _commands = new();
    private VenueConnection? _connection;
    private int _generation;

    public Timestamp NextDeadline => session.NextDeadline;

    public void Start(Timestamp now)
    {
        session.Start(now, _commands);
        Carry(now);
    }

    public void Tick(Timestamp now)
    {
        session.Tick(now, _commands);
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
                session.Opened(now, _commands);
                break;
            case DeliveryKind.Frame:
                session.Received(now, delivery.Frame, _commands);
                break;
            default:
                _connection = null;
                session.Closed(now, _commands);
                break;
        }

        Carry(now);
    }

    void IFrameSink.Send(ReadOnlySpan<byte> frame)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(frame.Length);
        frame.CopyTo(buffer);
        deliver(new Delivery(this, DeliveryKind.Frame, _generation, buffer, frame.Length));
    }

    void IFrameSink.Close(int code) => deliver(new Delivery(this, DeliveryKind.Closed, _generation, null, 0));

    private void Carry(Timestamp now)
    {
        for (var index = 0; index < _commands.Count; index++)
        {
            switch (_commands.Kind(index))
            {
                case SocketCommandKind.Connect:
                    _generation++;
                    _connection = venue.Connect(now, channel, this);
                    deliver(new Delivery(this, DeliveryKind.Opened, _generation, null, 0));
                    break;
                case SocketCommandKind.Send:
                    _connection?.Receive(now, _commands.Message(index).Span);
                    break;
                default:
                    _connection?.Closed(now);
                    deliver(new Delivery(this, DeliveryKind.Closed, _generation, null, 0));
                    break;
            }
        }

        _commands.Clear();
    }
}

internal enum DeliveryKind : byte
{
    Opened,
    Frame,
    Closed,
}

/// <summary>One thing on its way from the venue to a session; the buffer goes back to the pool when it is delivered.</summary>
internal readonly record struct Delivery(VirtualSocket Socket, DeliveryKind Kind, int Generation, byte[]? Buffer, int Length)
{
    public ReadOnlySpan<byte> Frame => Buffer.AsSpan(0, Length);
}
