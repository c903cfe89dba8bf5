using System.Diagnostics;
using System.Globalization;
using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Scenarios.ControlPlane.Lives;

/// <summary>A control plane in a process that kills itself at a write; the exchange stays here.</summary>
internal sealed class ProcessControlPlane : IControlPlane
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IVenueControl _venue;
    private readonly Action<string> _said;
    private readonly Process _process;

    /// <param name="crashAt"><c>before:N</c>, <c>after:N</c>, or <c>never</c>.</param>
    public ProcessControlPlane(string directory, IVenueControl venue, int windows, string crashAt, string name, Action<string> said)
    {
        (_venue, _said) = (venue, said);
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(ControlPlaneChild).Assembly.Location, ControlPlaneChild.Command, directory, $"{windows}", crashAt, name])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        _process = Process.Start(start)!;
    }

    public int Writes => 0;

    public async Task PumpAsync(Timestamp now, bool storeIsAway)
    {
        using var patience = new CancellationTokenSource(Patience);
        await TellAsync(string.Create(CultureInfo.InvariantCulture, $"pump {now.Micros} {storeIsAway}"));
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            switch (line.Split(' ', 2))
            {
                case ["done"]:
                    return;
                case ["ask", var question]:
                    await TellAsync(await PipedVenue.AnswerAsync(_venue, Payload.Read<VenueQuestion>(question)!));
                    break;
                default:
                    _said(line);
                    break;
            }
        }

        await _process.WaitForExitAsync(patience.Token);
        throw new KilledException();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task TellAsync(string line)
    {
        try
        {
            await _process.StandardInput.WriteLineAsync(line);
            await _process.StandardInput.FlushAsync();
        }
        catch (IOException)
        {
            // It is dead: reading ends at once and says so.
        }
    }
}
