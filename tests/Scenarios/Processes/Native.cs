using System.Runtime.InteropServices;

namespace PolyCloud.Scenarios.Processes;

/// <summary>Signals to a process, by its number.</summary>
internal static partial class Native
{
    public const int Interrupt = 2;

    /// <summary>SIGKILL: the process gets no chance to do anything more.</summary>
    public const int Kill9 = 9;

    public static void Signal(int process, int signal) => Assert.Equal(0, Kill(process, signal));

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
