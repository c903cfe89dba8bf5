using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Inputs;

/// <summary>Which stream a price of the underlying came from.</summary>
public enum OracleSource : byte
{
    /// <summary>Spot of the settlement oracle.</summary>
    Spot,

    /// <summary>The settlement stream itself: the 60 s time-weighted average.</summary>
    TimeWeightedAverage60Seconds,

    /// <summary>A direct exchange socket, for fast moves.</summary>
    Exchange,
}

/// <summary>One price of the underlying.</summary>
/// <param name="Observed">The feed's own timestamp, not the moment of arrival.</param>
public readonly record struct OracleTick(OracleSource Source, OraclePrice Price, Timestamp Observed);
