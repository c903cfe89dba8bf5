using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using PolyCloud.ContainerWorker.Alerts;
using PolyCloud.ContainerWorker.Alerts.Channels;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Publishing;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Tests.Alerts;

public sealed class AlertDeskTests
{
    private const string Token = "12345:canary-Token_0123456789";

    private static readonly Timestamp Now = Timestamp.FromSeconds(1_773_307_200);

    private readonly Lines _log = new();

    [Fact]
    public async Task A_critical_notice_arrives_with_severity_and_the_action_to_take()
    {
        await using var receiver = await AlertReceiver.StartAsync();
        var board = Board();
        await using var desk = Desk(board, Webhook(receiver));
        board.Publish(With(Notice(Reason.InvariantBroken, "btc-updown-5m-1773307200")));
        var body = JsonNode.Parse((await receiver.WaitForAsync(1))[0].Body)!;
        Assert.Equal(("critical", "invariant-broken", "btc-updown-5m-1773307200"), ((string)body["severity"]!, (string)body["reason"]!, (string)body["subject"]!));
        Assert.Contains("journal", (string)body["action"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_trouble_in_every_snapshot_is_told_once()
    {
        await using var receiver = await AlertReceiver.StartAsync();
        var board = Board();
        await using var desk = Desk(board, Webhook(receiver));
        var first = Notice(Reason.DataGap, "m");
        board.Publish(With(first));
        await receiver.WaitForAsync(1);
        board.Publish(With(Notice(Reason.OracleStale, "m", 2), Notice(Reason.DataGap, "m", 1), first));
        await receiver.WaitForAsync(2);
        await Task.Delay(100);
        Assert.Equal(2, receiver.Taken.Count);
        Assert.Equal(1, desk.Health.HeldBack);
    }

    [Fact]
    public async Task A_breaker_is_told_when_it_trips_and_when_it_trips_again()
    {
        await using var receiver = await AlertReceiver.StartAsync();
        var board = Board();
        await using var desk = Desk(board, Webhook(receiver), new AlertSettings { RepeatMinutes = 0 });
        foreach (var isTripped in (bool[])[true, true, false, true])
        {
            board.Publish(With() with { Risk = new RiskSnapshot { Breakers = [new BreakerSnapshot(Reason.DailyLossLimit, "portfolio", isTripped, Timestamp.Never, 21, 20, "USD")] } });
            await Task.Delay(60);
        }

        Assert.All(await receiver.WaitForAsync(2), static alert => Assert.Contains("21 of 20 USD", alert.Body, StringComparison.Ordinal));
        Assert.Equal(2, receiver.Taken.Count);
    }

    [Fact]
    public async Task A_service_that_is_busy_is_asked_again_after_the_time_it_says()
    {
        await using var receiver = await AlertReceiver.StartAsync((429, "1"), (200, null));
        var board = Board();
        await using var desk = Desk(board, Webhook(receiver));
        var began = TimeProvider.System.GetTimestamp();
        board.Publish(With(Notice(Reason.ManualHalt, "")));
        await receiver.WaitForAsync(2);
        Assert.InRange(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 0.95, 10);
        Assert.Equal((1, 0), await SettledAsync(desk));
    }

    [Fact]
    public async Task A_service_that_fails_is_tried_five_times_and_the_failure_is_seen()
    {
        await using var receiver = await AlertReceiver.StartAsync((503, null));
        var board = Board();
        await using var desk = Desk(board, Webhook(receiver));
        board.Publish(With(Notice(Reason.ManualHalt, "")));
        Assert.Equal((0, 1), await SettledAsync(desk));
        Assert.Equal(5, receiver.Taken.Count);
        Assert.Equal("it answered 503", desk.Health.Channels.Single().Problem);
        Assert.Contains(_log.All, static line => line.Contains("not delivered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_refuses_is_not_asked_again()
    {
        await using var receiver = await AlertReceiver.StartAsync((403, null));
        var board = Board();
        await using var desk = Desk(board, Webhook(receiver));
        board.Publish(With(Notice(Reason.ManualHalt, "")));
        Assert.Equal((0, 1), await SettledAsync(desk));
        Assert.Single(receiver.Taken);
    }

    [Fact]
    public async Task A_dead_service_holds_no_other_channel_up()
    {
        await using var receiver = await AlertReceiver.StartAsync();
        var gone = await AlertReceiver.StartAsync();
        var dead = gone.Address;
        await gone.DisposeAsync();
        var board = Board();
        await using var desk = Desk(board, Channels(("POLYCLOUD_ALERT_DISCORD", dead.ToString()), ("POLYCLOUD_ALERT_WEBHOOK", receiver.Address.ToString())));
        board.Publish(With(Notice(Reason.ManualHalt, "")));
        await receiver.WaitForAsync(1);
        for (var wait = 0; wait < 500 && desk.Health.Channels.Sum(static channel => channel.Failed) == 0; wait++)
        {
            await Task.Delay(20);
        }

        var discord = desk.Health.Channels.Single(static channel => channel.Channel == "discord");
        Assert.Equal((0, 1), (discord.Sent, discord.Failed));
        Assert.StartsWith("it cannot be reached", discord.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_a_queue_holds_is_dropped_and_counted()
    {
        await using var receiver = await AlertReceiver.StartAsync((429, "60"));
        var board = Board();
        await using var desk = Desk(board, Webhook(receiver));
        for (var test = 0; test < ChannelPump.Capacity + 20; test++)
        {
            desk.Test("desk", Now);
        }

        var channel = desk.Health.Channels.Single();
        Assert.InRange(channel.Dropped, 19, 20);
        Assert.InRange(channel.Waiting, ChannelPump.Capacity - 1, ChannelPump.Capacity);
    }

    [Fact]
    public async Task Telegram_gets_chat_and_text_and_the_token_stands_in_no_log_and_no_snapshot()
    {
        await using var receiver = await AlertReceiver.StartAsync((500, null));
        var board = Board();
        await using var desk = Desk(board, Channels(
            ("POLYCLOUD_ALERT_TELEGRAM_TOKEN", Token), ("POLYCLOUD_ALERT_TELEGRAM_CHAT", "-100"), ("POLYCLOUD_ALERT_TELEGRAM_SERVICE", receiver.Address.ToString())));
        desk.Test("desk", Now);
        var (path, text) = (await receiver.WaitForAsync(1))[0];
        var body = JsonNode.Parse(text)!;
        Assert.Equal($"/bot{Token}/sendMessage", path);
        Assert.Equal("-100", (string)body["chat_id"]!);
        Assert.Contains("[INFORMATION] test", (string)body["text"]!, StringComparison.Ordinal);
        Assert.Equal((0, 1), await SettledAsync(desk));
        Assert.DoesNotContain(Token, desk.Health.ToString() + string.Concat(desk.Health.Channels) + string.Concat(_log.All), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discord_mentions_nobody_and_takes_no_more_than_its_limit()
    {
        await using var receiver = await AlertReceiver.StartAsync((204, null));
        var board = Board();
        await using var desk = Desk(board, Channels(("POLYCLOUD_ALERT_DISCORD", receiver.Address.ToString())));
        board.Publish(With(new NoticeSnapshot(Now, NoticeSeverity.Critical, Reason.ManualHalt, "", null, "@everyone " + new string('x', 5_000))));
        var body = JsonNode.Parse((await receiver.WaitForAsync(1))[0].Body)!;
        Assert.Empty(body["allowed_mentions"]!["parse"]!.AsArray());
        Assert.InRange(((string)body["content"]!).Length, 1_000, 2_000);
    }

    [Theory]
    [InlineData("POLYCLOUD_ALERT_WEBHOOK", "http://example.org/hook?canary")]
    [InlineData("POLYCLOUD_ALERT_DISCORD", "canary")]
    [InlineData("POLYCLOUD_ALERT_TELEGRAM_TOKEN", "canary/../x")]
    public void A_wrong_address_or_token_is_named_and_not_repeated(string variable, string value)
    {
        var problem = Assert.Throws<AlertChannelException>(() => Channels((variable, value), ("POLYCLOUD_ALERT_TELEGRAM_CHAT", variable.Contains("TELEGRAM", StringComparison.Ordinal) ? "1" : "")));
        Assert.Contains(variable, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", problem.Message, StringComparison.Ordinal);
    }

    private static SnapshotBoard Board() => new(TradingSnapshot.Before(Now, "0"), static problem => throw problem);

    private static TradingSnapshot With(params NoticeSnapshot[] newestFirst) => TradingSnapshot.Before(Now, "0") with { Sequence = 1, Notices = newestFirst };

    private static NoticeSnapshot Notice(Reason reason, string slug, long second = 0) =>
        new(Now + Duration.FromSeconds(second), reason is Reason.DataGap or Reason.OracleStale ? NoticeSeverity.Warning : NoticeSeverity.Critical, reason, slug, null, "");

    private static IReadOnlyList<IAlertChannel> Webhook(AlertReceiver receiver) => Channels(("POLYCLOUD_ALERT_WEBHOOK", receiver.Address.ToString()));

    private static IReadOnlyList<IAlertChannel> Channels(params (string Name, string Value)[] environment) =>
        AlertChannels.Of(name => environment.FirstOrDefault(variable => variable.Name == name).Value);

    private AlertDesk Desk(SnapshotBoard board, IReadOnlyList<IAlertChannel> channels, AlertSettings? settings = null) =>
        new(settings ?? new AlertSettings(), channels, board, TimeProvider.System, _log, TimeSpan.FromMilliseconds(5));

    /// <summary>Sent and failed, once the first alert was one of the two.</summary>
    private static async Task<(long Sent, long Failed)> SettledAsync(AlertDesk desk)
    {
        for (var wait = 0; wait < 500; wait++)
        {
            var channel = desk.Health.Channels.Single();
            if (channel.Sent + channel.Failed > 0)
            {
                return (channel.Sent, channel.Failed);
            }

            await Task.Delay(20);
        }

        return (0, 0);
    }

    private sealed class Lines : ILogger
    {
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> All
        {
            get
            {
                lock (_lines)
                {
                    return [.. _lines];
                }
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lines)
            {
                _lines.Add(formatter(state, exception) + exception);
            }
        }
    }
}
