using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Simulation.PlantedBugs;

/// <summary>A session behind another one that may change what goes through.</summary>
internal abstract class SessionBetween(ISocketSession inner) : ISocketSession
{
    public string Name => inner.Name;

    public Timestamp NextDeadline => inner.NextDeadline;

    public void Start(Timestamp now, SocketCommands commands) => inner.Start(now, commands);

    public virtual void Opened(Timestamp now, SocketCommands commands) => inner.Opened(now, commands);

    public virtual void Received(Timestamp now, ReadOnlySpan<byte> message, SocketCommands commands) => inner.Received(now, message, commands);

    public virtual void Closed(Timestamp now, int closeCode, SocketCommands commands) => inner.Closed(now, closeCode, commands);

    public virtual void Tick(Timestamp now, SocketCommands commands) => inner.Tick(now, commands);
}
