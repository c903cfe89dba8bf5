using PolyCloud.Storage.Control;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>The halt flag of a data directory, wherever it is set from.</summary>
public static class HaltFlag
{
    public static HaltFile Of(string dataDirectory) => new(Path.Combine(dataDirectory, "halt"));
}
