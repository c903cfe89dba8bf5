namespace PolyCloud.Dashboard.Access;

/// <summary>Where to go back to: a path of ours, never another site.</summary>
internal static class LocalPath
{
    public static string Of(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) && path.Length <= 512 ? path : "/";
}
