using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ReadModel;

/// <summary>What screens and the API read: the newest snapshot, and to be told when there is a newer one.</summary>
public interface IReadModel
{
    /// <summary>The newest snapshot. It never changes; read it once and show one moment.</summary>
    TradingSnapshot Current { get; }

    /// <summary>
    /// Calls back with each newer snapshot, on a thread of the pool, never twice at once, skipping those that came while the last
    /// call was running. The callback returns quickly; one that throws is called no more.
    /// </summary>
    /// <returns>Ends the calls when disposed.</returns>
    /// <exception cref="InvalidOperationException">Too many listen already.</exception>
    IDisposable Subscribe(Action<TradingSnapshot> changed);
}
