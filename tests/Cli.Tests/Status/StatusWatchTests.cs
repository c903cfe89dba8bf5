using System.Text.Json.Nodes;
using PolyCloud.Cli.Status;

namespace PolyCloud.Cli.Tests.Status;

public sealed class StatusWatchTests : IDisposable
{
    private static readonly JsonNode Trading = JsonNode.Parse("""{"state":"trading","epoch":3,"venueMode":"Normal","markets":[{"slug":"btc-updown-5m-1","phase":"Making"}]}""")!;

    private readonly StringWriter _output = new();
    private readonly SteppedTime _time = new();

    public void Dispose() => _output.Dispose();

    [Fact]
    public async Task Where_no_terminal_listens_there_are_texts_without_codes()
    {
        await WatchAsync(null, json: false, Trading, Trading);
        Assert.DoesNotContain('\e', _output.ToString());
        Assert.Equal(2, Count("trading  epoch 3"));
    }

    [Fact]
    public async Task On_a_terminal_each_picture_lies_over_the_last_and_the_cursor_comes_back()
    {
        await WatchAsync(new ScreenSize(static () => 200, static () => 40), json: false, Trading, Trading);
        Assert.Equal(2, Count("\e[Htrading") + Count("\e[H00:00:0"));
        Assert.EndsWith("\e[?25h" + Environment.NewLine, _output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\n\n", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_terminal_gets_no_line_that_wraps_or_scrolls()
    {
        var feeds = new JsonObject(Enumerable.Range(0, 60).Select(static feed => KeyValuePair.Create($"{feed}-{new string('x', 100)}", (JsonNode?)true)));
        var many = new JsonObject { ["state"] = "trading", ["feeds"] = feeds };
        await WatchAsync(new ScreenSize(static () => 40, static () => 10), json: false, many);
        var painted = _output.ToString().Split("\e[H")[^1].Split('\n').Select(static line => line.Replace("\e[K", "", StringComparison.Ordinal)).ToList();
        Assert.All(painted.Where(static line => !line.StartsWith('\e')), static line => Assert.True(line.Length < 40));
        Assert.Contains(painted, static line => line.Contains("lines more", StringComparison.Ordinal));
        Assert.True(painted.Count <= 12, $"{painted.Count} lines");
    }

    [Fact]
    public async Task A_worker_that_does_not_answer_is_said_and_what_is_shown_is_called_old()
    {
        await WatchAsync(null, json: false, Trading, null, null, Trading);
        Assert.Contains("NO WORKER ANSWERS for 2 s: what follows is old", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(4, Count("trading  epoch 3"));
    }

    [Fact]
    public async Task As_JSON_each_is_one_line()
    {
        await WatchAsync(null, json: true, Trading, null);
        Assert.Equal([Trading.ToJsonString(), "null", ""], _output.ToString().Split('\n'));
    }

    private int Count(string words) => _output.ToString().Split(words).Length - 1;

    /// <summary>Answers one after the other, then ends it as Ctrl-C does.</summary>
    private async Task WatchAsync(ScreenSize? screen, bool json, params JsonNode?[] answers)
    {
        using var ctrlC = new CancellationTokenSource();
        var asked = 0;
        var watch = new StatusWatch(
            gone =>
            {
                if (asked == answers.Length)
                {
                    ctrlC.Cancel();
                    return Task.FromCanceled<JsonNode?>(gone);
                }

                return Task.FromResult(answers[asked++]?.DeepClone());
            },
            _time, _output, screen, json);
        await watch.RunAsync(ctrlC.Token).WaitAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>Every wait ends at once and moves the clock by its length.</summary>
    private sealed class SteppedTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Volatile.Read(ref _ticks);

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(GetTimestamp());

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Add(ref _ticks, dueTime > TimeSpan.Zero ? dueTime.Ticks : 0);
            return System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : dueTime, period);
        }
    }
}
