namespace PolyCloud.Exchange.Tests.Flow;

/// <summary>A fact on the real recordings beside the repository; skipped, and said so, where they are absent.</summary>
public sealed class RecordedDataFactAttribute : FactAttribute
{
    public RecordedDataFactAttribute()
    {
        if (RecordingFolder is null)
        {
            Skip = "The recordings are not beside the repository (../shared/data).";
        }
    }

    public static string? RecordingFolder { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PolyCloud.sln")))
            {
                var beside = Path.Combine(folder.Parent!.FullName, "shared", "data", "CronosVirus00__polymarket-BTC5min-database");
                return Directory.Exists(beside) ? beside : null;
            }
        }

        return null;
    }
}
