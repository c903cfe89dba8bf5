namespace PolyCloud.Research.Tests.Importing;

/// <summary>The folder of public recordings beside the repository, or null where it is absent.</summary>
internal static class PublicRecordings
{
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "PolyCloud.sln")))
            {
                var folder = Path.GetFullPath(Path.Combine(at.FullName, "..", "shared", "data"));
                return Directory.Exists(folder) ? folder : null;
            }
        }

        return null;
    }
}

/// <summary>A test on the public recordings; it reports itself as skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublicRecordingsTheoryAttribute : TheoryAttribute
{
    public PublicRecordingsTheoryAttribute()
    {
        if (PublicRecordings.Folder is null)
        {
            Skip = "needs ../shared/data, which is not here";
        }
    }
}
