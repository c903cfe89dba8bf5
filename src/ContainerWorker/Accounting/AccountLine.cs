using PolyCloud.Engine.Values;

namespace PolyCloud.ContainerWorker.Accounting;

/// <summary>What moved money.</summary>
public enum AccountKind : byte
{
    /// <summary>An execution that did not fail.</summary>
    Fill,

    /// <summary>Dollars became pairs on chain.</summary>
    Split,

    /// <summary>Pairs became dollars on chain.</summary>
    Merge,

    /// <summary>Shares of the winner became dollars on chain.</summary>
    Redeem,

    /// <summary>What the winner's shares that nobody redeemed yet are worth.</summary>
    Payout,
}

/// <summary>One movement of money of one window.</summary>
/// <param name="At">The venue's time of an execution, the last state of an operation, the end of the window of a payout.</param>
/// <param name="Detail">Side and outcome of an execution; empty else.</param>
/// <param name="Amount">Without fee and gas.</param>
/// <param name="Cost">Fee or gas.</param>
/// <param name="Cash">Change of dollars, cost included.</param>
/// <param name="Reference">The venue's trade, or the transaction.</param>
public sealed record AccountLine(Timestamp At, AccountKind Kind, string Market, string Detail, Size Shares, Price? Price, Money Amount, Money Cost, Money Cash, string Reference);
