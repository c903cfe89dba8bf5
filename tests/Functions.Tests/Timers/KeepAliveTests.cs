using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using PolyCloud.Functions.Runtime;
using PolyCloud.Functions.Tests.Durable;
using PolyCloud.Functions.Timers;
using PolyCloud.Functions.Workflows;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Workflows;

namespace PolyCloud.Functions.Tests.Timers;

public sealed class KeepAliveTests
{
    private readonly RecordedClient _client = new();
    private readonly List<string> _logged = [];

    [Fact]
    public async Task Everything_that_stands_is_started_once_and_what_protects_first()
    {
        await TickAsync();
        await TickAsync();
        Assert.Equal(
            ["kill-switch-0", "watchdog-0", "reconciliation-0", "daily-report-btc-5m", "series-btc-5m"],
            _client.Started.Select(static started => started.Id));
    }

    [Fact]
    public async Task A_series_begins_with_the_next_window_and_never_with_the_one_that_is_open()
    {
        await TickAsync();
        var input = Payload.Read<SeriesInput>(_client.Started.Single(static started => started.Workflow == WorkflowNames.Series).Start.Input)!;
        Assert.Equal(600, input.NextOpens.Seconds);
        Assert.Equal(input.NextOpens, input.FirstOpens);
    }

    [Fact]
    public async Task A_series_that_failed_is_started_again()
    {
        await TickAsync();
        _client.Add("series-btc-5m", "series", OrchestrationRuntimeStatus.Failed);
        _client.Started.Clear();
        await TickAsync();
        Assert.Equal("series-btc-5m", Assert.Single(_client.Started).Id);
    }

    [Fact]
    public async Task A_stuck_orchestration_is_logged_in_the_words_that_the_alert_looks_for()
    {
        _client.Add("market-x", "market", OrchestrationRuntimeStatus.Running, new WorkflowStatus("Making", 1), At(0));
        await TickAsync();
        Assert.Contains(_logged, static line => line.StartsWith("orchestration-stuck market-x", StringComparison.Ordinal));
    }

    private static DateTimeOffset At(int seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private Task TickAsync()
    {
        var time = new FixedTime(At(450));
        var settings = ControlSettings.Read(static _ => null);
        return new KeepAlive(new StandingWorkflows(settings, time), time, new ListLogger(_logged)).RunAsync(new TimerInfo(), _client, CancellationToken.None);
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class ListLogger(List<string> logged) : ILogger<KeepAlive>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => logged.Add(formatter(state, exception));
    }
}
