namespace PolyCloud.Engine.Strategies;

/// <summary>
/// What a bot's own quotes may do. Closing in HEDGE_LOCK, after a stop-loss and when flattening takes by rule whatever the policy,
/// with a cap on the fee.
/// </summary>
internal enum ExecutionPolicy : byte
{
    /// <summary>Post-only, and never at a price that would trade with the books as they are known.</summary>
    MakerOnly,

    /// <summary>May also take with FAK or FOK at or within <see cref="DesiredQuote.MaximumPrice"/>.</summary>
    CompletionTaker,

    /// <summary>Quotes nothing of its own: only closes, taking where it must.</summary>
    EmergencyTaker,
}
