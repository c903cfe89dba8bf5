namespace PolyCloud.Scenarios;

/// <summary>A test that is skipped, with the reason, where Azurite is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class AzuriteFactAttribute : FactAttribute
{
    public AzuriteFactAttribute()
    {
        if (!Directory.Exists(Path.Combine(Repository.Root, "tools", "azurite", "node_modules", "azurite")))
        {
            Skip = "Azurite is not installed in tools/azurite (npm ci there, or ./polycloud up --store azurite, installs it).";
        }
    }
}
