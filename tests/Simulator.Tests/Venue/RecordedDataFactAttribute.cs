namespace PolyCloud.Simulator.Tests.Venue;

/// <summary>A test on recordings that stand beside the repository; reported as skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RecordedDataFactAttribute : FactAttribute
{
    public RecordedDataFactAttribute()
    {
        if (Folder is null)
        {
            Skip = "The recordings (../shared beside the repository) are not on this machine.";
        }
    }

    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PolyCloud.sln")))
            {
                return Beside(folder);
            }
        }

        return null;
    }

    // A working tree may stand one folder deeper than a clone does.
    private static string? Beside(DirectoryInfo repository)
    {
        foreach (var parent in (DirectoryInfo?[])[repository.Parent, repository.Parent?.Parent])
        {
            var candidate = parent is null ? null : Path.Combine(parent.FullName, "shared", "data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
