namespace PolyCloud.Cli.Tests.Scene;

internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "PolyCloud.sln")))
        {
            directory = directory.Parent ?? throw new InvalidOperationException("The tests run inside the repository.");
        }

        return directory.FullName;
    }
}
