namespace PolyCloud.Scenarios.Reports;

/// <summary>A test in a browser on recordings that stand beside the repository; reported as skipped where either is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumOnRecordingsFactAttribute : FactAttribute
{
    public ChromiumOnRecordingsFactAttribute()
    {
        Skip = new ChromiumFactAttribute().Skip ?? new RecordedDataFactAttribute().Skip;
    }
}
