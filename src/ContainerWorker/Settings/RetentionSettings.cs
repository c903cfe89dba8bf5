namespace PolyCloud.ContainerWorker.Settings;

/// <summary>How long what is kept at hand. Rows of trading are never thrown away: they go to the archive, where reports find them.</summary>
public sealed record RetentionSettings
{
    /// <summary>
    /// Whole days after its end that the orders, fills, positions and windows of a UTC day stay in the memory of the embedded store before
    /// they go to its archive. A day with a row a second takes about 110 MB of memory. Default 1; range 1 to 3, with which the store never is full.
    /// </summary>
    public int RowDays { get; init; } = 1;

    /// <summary>Days after which the control plane forgets the steps of a window's workflow that has ended. Default 7; range 1 to 90.</summary>
    public int WorkflowDays { get; init; } = 7;

    /// <summary>Days after which the control plane forgets reports of single windows, and its alerts; reports of days and of kills stay. Default 30; range 8 to 365 and longer than workflowDays.</summary>
    public int ReportDays { get; init; } = 30;

    /// <summary>Adds what is wrong, naming key, value and what is allowed.</summary>
    public void Validate(ICollection<string> errors)
    {
        Range(errors, "rowDays", RowDays, 1, 3);
        Range(errors, "workflowDays", WorkflowDays, 1, 90);
        Range(errors, "reportDays", ReportDays, 8, 365);
        if (ReportDays <= WorkflowDays)
        {
            // The report is what tells a late step of the workflow that its window was dealt with.
            errors.Add($"retention.reportDays is {ReportDays}; allowed is more than retention.workflowDays, {WorkflowDays}.");
        }
    }

    private static void Range(ICollection<string> errors, string key, int value, int low, int high)
    {
        if (value < low || value > high)
        {
            errors.Add($"retention.{key} is {value}; allowed is {low} to {high}.");
        }
    }
}
