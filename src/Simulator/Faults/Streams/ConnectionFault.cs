using System.Runtime.CompilerServices;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Delivery;

namespace PolyCloud.Simulator.Faults.Streams;

/// <summary>A fault that strikes whole connections: each is drawn once, when it first would be sent something.</summary>
internal abstract class ConnectionFault(string name, string description, params FaultParameter[] parameters)
    : VenueFault(name, description, [.. parameters, Fresh]), IFrameFault
{
    private static readonly FaultParameter Fresh =
        new("fresh", "1: connections opened after it began are drawn too; 0: those are spared.", 0, 0, 1);

    private ConditionalWeakTable<VenueConnection, StrongBox<bool>> _drawn = [];

    public void Meet(Timestamp now, VenueConnection connection, ReadOnlySpan<byte> text, ref FrameFate fate)
    {
        if (IsActive(now) && Concerns(connection, text) && IsStruck(now, connection))
        {
            fate.IsLost = true;
        }
    }

    private protected abstract bool Concerns(VenueConnection connection, ReadOnlySpan<byte> text);

    private protected override void Reset() => _drawn = [];

    private bool IsStruck(Timestamp now, VenueConnection connection)
    {
        if (!_drawn.TryGetValue(connection, out var drawn))
        {
            var spared = connection.Opened > Onset && Value("fresh") < 1;
            drawn = new StrongBox<bool>(!spared && Strikes(now));
            _drawn.Add(connection, drawn);
        }

        return drawn.Value;
    }
}
