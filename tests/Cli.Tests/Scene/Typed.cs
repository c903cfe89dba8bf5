namespace PolyCloud.Cli.Tests.Scene;

/// <summary>Console and environment belong to the process: tests that use them run one at a time.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Typed
{
    public const string Name = "typed";

    /// <summary>Runs a command line in this process.</summary>
    public static async Task<(int Code, string Printed, string Complained)> RunAsync(params string[] arguments)
    {
        var (output, error) = (Console.Out, Console.Error);
        using var printed = new StringWriter();
        using var complained = new StringWriter();
        Console.SetOut(printed);
        Console.SetError(complained);
        try
        {
            var code = await CommandLine.RunAsync(arguments).WaitAsync(TimeSpan.FromSeconds(120));
            return (code, printed.ToString(), complained.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(error);
        }
    }
}
