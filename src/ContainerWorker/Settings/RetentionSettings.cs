namespace PolyCloud.ContainerWorker.Settings;

/// <summary>How long what is kept at hand. Rows of trading are never thrown away: they go to the archive, where reports find them.</summary>
public sealed record RetentionSettings
{
    /// <summary>
    /// Whole days after its end that the orders, fills, positions and windows of a UTC day stay in the memory of the embedded store before
    /// they go to its archive. A day with a row a second takes about 110 MB of memory. Default 1; range 1 to 2, with which the store is never full at that pace.
    /// </summary>
    public int RowDays { get; init; } = 1;

    /// <summary>
    /// Days after which the control plane forgets the steps of a window's workflow that has ended. A day of windows of five minutes is 3.5
    /// of the 128 Mi characters that the store takes. Default 3; range 1 to 7.
    /// </summary>
    public int WorkflowDays { get; init; } = 3;

    /// <summary>Days after which the control plane forgets reports of single windows, and its alerts; reports of days and of kills stay. Default 30; range 8 to 90.</summary>
    public int ReportDays { get; init; } = 30;

    /// <summary>Adds what is wrong, naming key, value and what is allowed.</summary>
    public void Validate(ICollection<string> errors)
    {
        Range(errors, "rowDays", RowDays, 1, 2);
        Range(errors, "workflowDays", WorkflowDays, 1, 7);

        // Longer than any workflow: the report is what tells a late step that its window was dealt with.
        Range(errors, "reportDays", ReportDays, 8, 90);
    }

    private static void Range(ICollection<string> errors, string key, int value, int low, int high)
    {
        if (value < low || value > high)
        {
            errors.Add($"retention.{key} is {value}; allowed is {low} to {high}.");
        }
    }
}
