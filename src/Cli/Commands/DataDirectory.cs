namespace PolyCloud.Cli.Commands;

/// <summary>Where one run keeps its state, intent log, logs and control files.</summary>
internal static class DataDirectory
{
    /// <summary>The directory named, or `.polycloud/paper` beside the program (POLYCLOUD_HOME).</summary>
    public static string Of(string? named) => Path.GetFullPath(
        named ?? Path.Combine(Environment.GetEnvironmentVariable("POLYCLOUD_HOME") ?? Environment.CurrentDirectory, ".polycloud", "paper"));
}
