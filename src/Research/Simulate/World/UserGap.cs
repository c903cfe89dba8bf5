using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Simulate.World;

/// <summary>
/// Whether a worker's user stream has been without a gap since it last compared itself with the exchange: seen from the wire, whatever
/// the worker believes.
/// </summary>
internal sealed class UserGap
{
    private Timestamp _since;
    private bool _isOpen = true;

    /// <summary>There was a gap that no comparison begun after it has closed.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>The stream was lost, or a new one has begun.</summary>
    public void Broke(Timestamp now) => (_since, _isOpen) = (now, true);

    /// <summary>The exchange answered what it has of the wallet.</summary>
    /// <param name="asked">When the question left.</param>
    public void Compared(Timestamp asked) => _isOpen &= asked < _since;
}
