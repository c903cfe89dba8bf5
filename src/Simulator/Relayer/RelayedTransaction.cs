using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.Relayer;

/// <summary>A transaction the relayer has taken.</summary>
internal sealed class RelayedTransaction(string id, SubmittedTransaction submitted)
{
    public string Id { get; } = id;

    public SubmittedTransaction Submitted { get; } = submitted;

    public string State { get; set; } = "STATE_NEW";

    /// <summary>Told once it is mined.</summary>
    public Hash256? Hash { get; set; }

    public string Error { get; set; } = "";

    public bool IsOver => State is "STATE_CONFIRMED" or "STATE_FAILED" or "STATE_INVALID";
}
