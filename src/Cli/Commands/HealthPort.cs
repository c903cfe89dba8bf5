using System.Globalization;
using PolyCloud.ContainerWorker.Host;

namespace PolyCloud.Cli.Commands;

/// <summary>Where health is served to whoever runs the container.</summary>
internal static class HealthPort
{
    /// <summary>The port that the environment asks for, or null.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static int? OfEnvironment() => Environment.GetEnvironmentVariable(HealthServer.Variable) switch
    {
        null or "" => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535 => port,
        var text => throw new UsageException($"{HealthServer.Variable} is '{text}'; allowed: 1 to 65535."),
    };
}
