namespace PolyCloud.Engine.Effects;

/// <summary>
/// Why something is not done, was stopped, or was refused. One vocabulary for log key, metric label and screen:
/// <see cref="ReasonText.Label"/> gives the words.
/// </summary>
public enum Reason : byte
{
    None,

    // Not quoting now
    NotYetOpen,
    PhaseForbidsOpening,
    PhaseDone,
    SpreadTooNarrow,
    BreakoutInUnderlying,
    MarketInactive,
    BookMissing,
    BookOneSided,
    BookQuarantined,
    StrikeUnknown,
    SettlementRuleUnknown,
    OracleStale,
    VolatilityWarmingUp,
    DataGap,
    UserStreamDown,
    HeartbeatMissed,
    DesiredStateStale,
    ReconciliationPending,
    VenueRestarting,
    VenuePostOnly,
    VenueCancelOnly,
    VenueDisabled,
    Geoblocked,
    RateLimited,
    CoolingDown,
    PositionOpen,
    NoSideQualifies,
    VenueClosedOnly,
    VenueUnreachable,
    GatewayFull,
    CancelDebt,

    // Risk
    NetExposureLimit,
    MarketPositionLimit,
    TotalPositionLimit,
    DailyLossLimit,
    ConsecutiveLosses,
    AveragingDown,
    OwnOrderCross,
    BelowMinimumSize,
    OffGrid,
    PositionLoss,
    PositionTimeStop,
    InsufficientFunds,

    // Halts
    ManualHalt,
    InvariantBroken,
    StateStoreUnavailable,
    JournalBehind,
    SettlementMismatch,
    LeaseLost,
    Shutdown,
    OrderIdMismatch,

    // Refused by the venue
    RejectedPostOnlyWouldCross,
    RejectedInsufficientBalance,
    RejectedTickSize,
    RejectedMinimumSize,
    RejectedDuplicate,
    RejectedNoMatch,
    RejectedNotFilledWhole,
    RejectedSignature,
    RejectedMarketClosed,
    RejectedOther,
    RejectedCredential,
    RejectedTimedOutAtVenue,
    RejectedOrderVersion,

    // Told to people
    Dust,
    SettlementFailed,
    UnknownOutcomeResolved,
    Overfill,
    ForeignOrder,
    CancelNotConfirmed,

    // Signals
    FairValueUnknown,
    ObservationsMissing,
    FastPriceStale,
    OracleDisagreement,
    FastMove,
    OrderImbalance,
    OneSidedVolume,
    AdverseMarkOuts,

    // Bots
    BotNotRunning,
    BotStarting,
    BotPaused,
    BotFailed,

    // Execution policy
    PolicyForbids,
    WouldTake,

    // Inventory
    InventoryOperationFailed,
    InventoryOperationUnknown,

    // Not tradable by this program
    MarketVersionUnknown,
    TokenIdMismatch,

    // Limits and breakers of bots and portfolio
    BotExposureLimit,
    GrossExposureLimit,
    OpenOrderLimit,
    BotCapitalLimit,
    ZoneForbids,
    BotDrawdown,
    PortfolioDrawdown,
    VenueErrors,
    TooManyRejects,
    ManualFlatten,

    // Parameters
    ParametersChanged,
    ParametersRefused,

    // Risk, of one order
    OrderSizeLimit,

    // Not worth or not safe to bet on
    EdgeTooSmall,
    SpreadTooWide,
    BookTooThin,
    TooCloseToExpiry,

    // Nothing known here decides who wins
    SettlementDeclared,

    // A gain too large to be one
    EdgeTooLarge,
}

/// <summary>The words of a reason.</summary>
public static class ReasonText
{
    private static readonly string[] Labels = [.. Enum.GetNames<Reason>().Select(ToLabel)];

    /// <summary>Lower-case words joined by hyphens, the same everywhere: <c>spread-too-narrow</c>.</summary>
    public static string Label(this Reason reason) => Labels[(int)reason];

    private static string ToLabel(string name) => string.Concat(
        name.Select((character, index) => char.IsUpper(character) && index > 0
            ? "-" + char.ToLowerInvariant(character)
            : char.ToLowerInvariant(character).ToString()));
}
