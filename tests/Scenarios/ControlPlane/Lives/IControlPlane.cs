using PolyCloud.Engine.Values;

namespace PolyCloud.Scenarios.ControlPlane.Lives;

/// <summary>A control plane that does what is due when it is told the time: in this process, or in one that is really killed.</summary>
internal interface IControlPlane : IAsyncDisposable
{
    /// <summary>Writes of its store so far; 0 where they are not counted.</summary>
    int Writes { get; }

    /// <param name="storeIsAway">Whether its store can be reached now.</param>
    /// <exception cref="KilledException">It was killed, or it ended because its lease is gone: another one is to be started.</exception>
    Task PumpAsync(Timestamp now, bool storeIsAway);
}
