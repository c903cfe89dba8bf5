using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Http;

/// <summary>Caller-owned list of HTTP calls that protocol code wants sent, in order. It numbers them.</summary>
public sealed class HttpOutbox
{
    private readonly List<HttpCall> _calls = [];
    private long _lastId;

    public IReadOnlyList<HttpCall> Calls => _calls;

    /// <summary>A number no earlier call had.</summary>
    public long NextId() => ++_lastId;

    public void Add(HttpCall call) => _calls.Add(call);

    public void Clear() => _calls.Clear();
}
