using PolyCloud.Scenarios.ControlPlane.Lives;

namespace PolyCloud.Scenarios;

/// <summary>The child process that scenarios kill; the tests themselves are run by the test host.</summary>
public static class Program
{
    public static async Task<int> Main(string[] arguments) => arguments is [ControlPlaneChild.Command, var directory, var windows, var crashAt, var name]
        ? await ControlPlaneChild.RunAsync(directory, windows, crashAt, name)
        : 2;
}
