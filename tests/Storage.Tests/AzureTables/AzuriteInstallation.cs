namespace PolyCloud.Storage.Tests.AzureTables;

/// <summary>The locked Azurite of <c>tools/azurite</c>, where it has been installed.</summary>
internal static class AzuriteInstallation
{
    public static string TableService { get; } = Path.Combine(RepositoryRoot(), "tools", "azurite", "node_modules", "azurite", "dist", "src", "table", "main.js");

    /// <summary>Why tests against it are skipped, or null.</summary>
    public static string? MissingReason { get; } = File.Exists(TableService) ? null : "Azurite is not installed: run 'npm ci' in tools/azurite.";

    private static string RepositoryRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "PolyCloud.sln")))
            {
                return directory.FullName;
            }
        }

        return AppContext.BaseDirectory;
    }
}
