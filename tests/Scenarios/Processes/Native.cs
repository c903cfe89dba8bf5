using System.Runtime.InteropServices;

namespace PolyCloud.Scenarios.Processes;

/// <summary>Signals to a process, by its number.</summary>
internal static partial class Native
{
    public const int Interrupt = 2;

    /// <summary>SIGKILL: the process gets no chance to do anything more.</summary>
    public const int Kill9 = 9;

    /// <summary>SIGTERM: how whoever runs a container asks it to end.</summary>
    public const int Terminate = 15;

    /// <summary>SIGCONT: goes on where <see cref="Stop"/> held it.</summary>
    public const int Continue = 18;

    /// <summary>SIGSTOP: holds the process still.</summary>
    public const int Stop = 19;

    public static void Signal(int process, int signal) => Assert.Equal(0, Kill(process, signal));

    /// <summary>The same to a process that may be gone by now.</summary>
    public static void SignalIfThere(int process, int signal) => _ = Kill(process, signal);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
