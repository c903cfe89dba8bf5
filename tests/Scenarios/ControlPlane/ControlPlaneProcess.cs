using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.ControlPlane;

/// <summary>The control plane as a process of its own, started again whenever it dies; only the first one crashes on purpose.</summary>
internal sealed class ControlPlaneProcess : IAsyncDisposable
{
    private readonly FastExchange _exchange;
    private readonly string _data;
    private readonly Clock _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _said = [];
    private readonly Task _keeping;
    private PolycloudProcess? _process;

    public ControlPlaneProcess(FastExchange exchange, string data, string crashAt, Action<Timestamp, Timestamp> away)
    {
        (_exchange, _data, _clock) = (exchange, data, new Clock(exchange.Time));
        _keeping = KeepAsync(crashAt, away);
    }

    /// <summary>Whether the first one killed itself.</summary>
    public bool HasCrashed { get; private set; }

    public string Said
    {
        get
        {
            lock (_said)
            {
                return string.Join('\n', _said) + '\n' + _process?.Output;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _keeping;
        if (_process is { } process)
        {
            await process.DisposeAsync();
        }

        _stop.Dispose();
    }

    private async Task KeepAsync(string crashAt, Action<Timestamp, Timestamp> away)
    {
        _process = Start(["--crash-at", crashAt]);
        while (!_stop.IsCancellationRequested && !_process.HasExited)
        {
            await Task.Delay(10);
        }

        if (!_process.HasExited)
        {
            return;
        }

        HasCrashed = true;
        var from = _clock.Now;
        lock (_said)
        {
            _said.Add(_process.Output);
        }

        await _process.DisposeAsync();
        _process = Start([]);
        while (!_stop.IsCancellationRequested && !_process.Output.Contains("control    up", StringComparison.Ordinal))
        {
            await Task.Delay(10);
        }

        // What was due meanwhile is caught up with within a moment.
        away(from, _clock.Now + Duration.FromSeconds((long)FastExchange.Speed / 2));
    }

    private PolycloudProcess Start(IEnumerable<string> more) => Start(_exchange, _data, more);

    /// <summary>One that nobody starts again.</summary>
    public static PolycloudProcess Start(FastExchange exchange, string data, IEnumerable<string> more) => PolycloudProcess.Start(
    [
        "control-plane", "--simulator", exchange.Address.ToString(), "--clock", exchange.Clock.ToString(), "--seed", $"{FastExchange.Seed}", "--data", data,
        "--first-opens", $"{FastExchange.FirstOpens.Seconds}", "--last-closes", $"{FastExchange.FirstOpens.Seconds + 600}", .. more,
    ]);
}
