using System.Globalization;
using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.Witness;

/// <summary>The last things that happened, for whoever wants to know how it came to a breach. Written as text only when asked for.</summary>
internal sealed class EventLog
{
    /// <summary>As many as a person reads.</summary>
    public const int Kept = 200;

    private readonly Entry[] _ring = new Entry[Kept];
    private long _count;

    public void Add(Timestamp at, string kind, string detail) => Add(at, kind, 0, 0, 0, detail);

    public void Add(Timestamp at, string kind, long first, long second, long third, string detail) =>
        _ring[_count++ % Kept] = new Entry(at, kind, first, second, third, detail);

    /// <summary>Oldest first.</summary>
    public IEnumerable<string> Lines()
    {
        for (var index = Math.Max(0, _count - Kept); index < _count; index++)
        {
            yield return _ring[index % Kept].ToString();
        }
    }

    private readonly record struct Entry(Timestamp At, string Kind, long First, long Second, long Third, string Detail)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{(At - SimulationOptions.FirstOpens).Micros / 1e6,12:0.000000} {Kind,-14} {First} {Second} {Third} {Detail}");
    }
}
