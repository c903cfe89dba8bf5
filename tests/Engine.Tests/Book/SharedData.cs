namespace PolyCloud.Engine.Tests.Book;

/// <summary>Files the tests read: recordings that lie beside the repository, vectors kept with the tests.</summary>
internal static class SharedData
{
    public const string Recording = "data/AliHakanVesca__xx8-btc-5min-YesNo/market-ws_2026-04-21T21-53-33Z.jsonl.gz";

    /// <summary>The path of a shared file, or null where it is absent.</summary>
    public static string? Find(string relative)
    {
        var path = Path.GetFullPath(Path.Combine(RepositoryRoot(), "..", "shared", relative));
        return File.Exists(path) ? path : null;
    }

    /// <summary>The path of a file kept with these tests.</summary>
    public static string InTests(string relative) => Path.Combine(RepositoryRoot(), "tests", "Engine.Tests", relative);

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PolyCloud.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}

/// <summary>A test that needs a shared file; it reports itself as skipped where the file is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecordedDataFactAttribute : FactAttribute
{
    public RecordedDataFactAttribute(string relative)
    {
        if (SharedData.Find(relative) is null)
        {
            Skip = $"needs ../shared/{relative}, which is not here";
        }
    }
}
