namespace PolyCloud.Functions.Workflows;

/// <summary>Names of functions that other functions call.</summary>
internal static class FunctionNames
{
    /// <summary>Runs any activity; which one is in its input.</summary>
    public const string Activity = "activity";
}
