using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Fills.Latency;

/// <summary>The same delay each time. Ignores: that the venue is slowest when it matters, just after a move.</summary>
public sealed class ConstantLatency : ILatencyModel
{
    private readonly Duration _entry;
    private readonly Duration _response;

    /// <param name="entry">0 to 60 s.</param>
    /// <param name="response">0 to 60 s.</param>
    public ConstantLatency(Duration entry, Duration response)
    {
        LatencyRange.Check(entry, nameof(entry));
        LatencyRange.Check(response, nameof(response));
        _entry = entry;
        _response = response;
    }

    public string Name => $"constant {_entry} in, {_response} out";

    public Duration Entry() => _entry;

    public Duration Response() => _response;
}
