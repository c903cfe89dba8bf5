namespace PolyCloud.Scenarios;

/// <summary>A test on recordings that stand beside the repository; reported as skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecordedDataFactAttribute : FactAttribute
{
    public RecordedDataFactAttribute()
    {
        if (!Directory.Exists(Path.Combine(Repository.Shared, "data")))
        {
            Skip = $"The recordings ({Path.Combine(Repository.Shared, "data")}) are not on this machine.";
        }
    }
}
