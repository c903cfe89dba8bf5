using System.Runtime.InteropServices;

namespace PolyCloud.Cli.Supervision;

/// <summary>Ctrl-C and SIGTERM as one cancellation; and for a supervised child, the end of its standard input.</summary>
public sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    private StopSignals(bool ignoreInterrupt)
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context =>
        {
            context.Cancel = true;
            if (!ignoreInterrupt)
            {
                _stop.Cancel();
            }
        });
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            _stop.Cancel();
        });
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>For a process a person started.</summary>
    public static StopSignals ForTerminal() => new(ignoreInterrupt: false);

    /// <summary>
    /// For a child: Ctrl-C reaches the whole group, but the supervisor decides who stops when, so the child waits for its
    /// standard input to end.
    /// </summary>
    public static StopSignals ForSupervised()
    {
        var signals = new StopSignals(ignoreInterrupt: true);
        var leash = new Thread(() =>
        {
            var input = Console.OpenStandardInput();
            Span<byte> ignored = stackalloc byte[64];
            while (input.Read(ignored) > 0)
            {
            }

            signals._stop.Cancel();
        })
        { IsBackground = true, Name = "leash" };
        leash.Start();
        return signals;
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }
}
