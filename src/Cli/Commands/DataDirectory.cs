namespace PolyCloud.Cli.Commands;

/// <summary>Where one run keeps its state, intent log, logs and control files.</summary>
internal static class DataDirectory
{
    /// <summary>The directory named, or `.polycloud/paper` beside the program (POLYCLOUD_HOME).</summary>
    public static string Of(string? named) => Of(named, "paper");

    /// <summary>The directory named, or `.polycloud/live` beside the program: records of real money never mix with simulated ones.</summary>
    public static string OfLive(string? named) => Of(named, "live");

    private static string Of(string? named, string kind) => Path.GetFullPath(
        named ?? Path.Combine(Environment.GetEnvironmentVariable("POLYCLOUD_HOME") ?? Environment.CurrentDirectory, ".polycloud", kind));
}
