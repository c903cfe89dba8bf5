using PolyCloud.Scenarios.Reports;

namespace PolyCloud.Scenarios.Pages;

/// <summary>A test that is skipped, with the reason, where the browser or what drives it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (!File.Exists(Chromium.Program))
        {
            Skip = $"There is no browser at {Chromium.Program}: run 'apt-get install -y chromium' (./polycloud test does it where it may).";
        }
        else if (!System.IO.Directory.Exists(Path.Combine(Browser.Directory, "node_modules", "playwright-core")))
        {
            Skip = "The browser's driver is not installed: run 'npm ci' in tools/dashboard (./polycloud test does it).";
        }
    }
}
