using PolyCloud.Polymarket.Clob;

namespace PolyCloud.Polymarket.Control;

/// <summary>What became of a call that somebody outside of the worker makes in its name.</summary>
public enum OutsideOutcome : byte
{
    Done,

    /// <summary>The venue has no credential of that epoch: nothing can be open under it.</summary>
    NoCredential,

    /// <summary>The venue refuses.</summary>
    Refused,

    /// <summary>No answer: nothing is known.</summary>
    Unknown,
}

/// <param name="Orders">Open orders where the outcome is <see cref="OutsideOutcome.Done"/>; empty otherwise.</param>
public readonly record struct OpenOrdersAnswer(OutsideOutcome Outcome, IReadOnlyList<OpenOrder> Orders);
