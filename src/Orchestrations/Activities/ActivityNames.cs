namespace PolyCloud.Orchestrations.Activities;

/// <summary>
/// Names of the activities that workflows call. Input and result of each are named beside it. Every one is idempotent by its input:
/// called again for the same market and step it does nothing more and says the same.
/// </summary>
public static class ActivityNames
{
    /// <summary><see cref="Activities.DesirePhase"/> → <see cref="DesiredPhase"/>.</summary>
    public const string DesirePhase = "desire-phase";

    /// <summary><see cref="Activities.AwaitPhase"/> → <see cref="Acknowledgement"/>.</summary>
    public const string AwaitPhase = "await-phase";

    /// <summary><see cref="Activities.DesireMarketHalt"/> → <see cref="ActivityDone"/>.</summary>
    public const string DesireMarketHalt = "desire-market-halt";

    /// <summary><see cref="Activities.DesireHalt"/> → <see cref="DesiredHalt"/>.</summary>
    public const string DesireHalt = "desire-halt";

    /// <summary><see cref="Activities.LiftHalt"/> → <see cref="HaltLifted"/>.</summary>
    public const string LiftHalt = "lift-halt";

    /// <summary><see cref="Activities.AwaitHalt"/> → <see cref="Acknowledgement"/>.</summary>
    public const string AwaitHalt = "await-halt";

    /// <summary><see cref="Activities.DesireParameters"/> → <see cref="ActivityDone"/>.</summary>
    public const string DesireParameters = "desire-parameters";

    /// <summary><see cref="Activities.CancelAtVenue"/> → <see cref="VenueCancel"/>.</summary>
    public const string CancelAtVenue = "cancel-at-venue";

    /// <summary><see cref="Activities.VerifyClear"/> → <see cref="ClearVerdict"/>.</summary>
    public const string VerifyClear = "verify-clear";

    /// <summary><see cref="Activities.LookUpResolution"/> → <see cref="Resolution"/>.</summary>
    public const string LookUpResolution = "look-up-resolution";

    /// <summary><see cref="Activities.AwaitSettled"/> → <see cref="Settlement"/>.</summary>
    public const string AwaitSettled = "await-settled";

    /// <summary><see cref="MarketReport"/> → <see cref="ActivityDone"/>.</summary>
    public const string ReportMarket = "report-market";

    /// <summary><see cref="KillReport"/> → <see cref="ActivityDone"/>.</summary>
    public const string ReportKill = "report-kill";

    /// <summary><see cref="Alert"/> → <see cref="ActivityDone"/>.</summary>
    public const string RaiseAlert = "raise-alert";

    /// <summary><see cref="Workflows.MarketInput"/> → <see cref="ActivityDone"/>.</summary>
    public const string StartMarket = "start-market";

    /// <summary><see cref="MissedWindows"/> → <see cref="ActivityDone"/>.</summary>
    public const string RecordMissed = "record-missed";

    /// <summary><see cref="ShardName"/> → <see cref="Reconciled"/>.</summary>
    public const string Reconcile = "reconcile";

    /// <summary><see cref="DayToReport"/> → <see cref="DailyReport"/>.</summary>
    public const string WriteDailyReport = "write-daily-report";

    /// <summary><see cref="Activities.LookAround"/> → <see cref="Surroundings"/>.</summary>
    public const string LookAround = "look-around";

    /// <summary><see cref="Activities.RestartWorkflow"/> → <see cref="ActivityDone"/>.</summary>
    public const string RestartWorkflow = "restart-workflow";
}
