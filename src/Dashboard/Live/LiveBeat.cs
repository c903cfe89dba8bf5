using System.Text.Json;

namespace PolyCloud.Dashboard.Live;

/// <summary>What one beat tells the readers of one page, written down once for all of them.</summary>
internal sealed class LiveBeat
{
    private readonly long _before;
    private readonly long _sequence;
    private readonly IReadOnlyDictionary<string, string> _panels;
    private readonly byte[] _changed;
    private readonly Lazy<byte[]> _whole;

    /// <param name="before">The beat of the same page before this one; null for its first.</param>
    /// <param name="sequence">Of the snapshot the panels show.</param>
    /// <param name="panels">All panels, by id.</param>
    public LiveBeat(long number, LiveBeat? before, long sequence, IReadOnlyDictionary<string, string> panels)
    {
        Number = number;
        (_before, _sequence, _panels) = (before?.Number ?? -1, sequence, panels);
        _whole = new Lazy<byte[]>(() => Write(_panels));
        _changed = before is null ? _whole.Value : Write(panels.Where(panel => before._panels.GetValueOrDefault(panel.Key) != panel.Value).ToDictionary(StringComparer.Ordinal));
    }

    /// <summary>Of the grid.</summary>
    public long Number { get; }

    /// <summary>The message for a reader who was last told that beat: what changed since the one before this, else everything.</summary>
    public byte[] After(long told) => told >= 0 && told == _before ? _changed : _whole.Value;

    private byte[] Write(IReadOnlyDictionary<string, string> panels) => JsonSerializer.SerializeToUtf8Bytes(new LiveMessage(_sequence, panels), LiveMessage.Json);
}
