namespace PolyCloud.Scenarios.Reports;

/// <summary>A test that is skipped, with the reason, where no browser is installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (!File.Exists(Chromium.Program))
        {
            Skip = $"There is no browser at {Chromium.Program}: run 'apt-get install -y chromium' (./polycloud test does it where it may).";
        }
    }
}
