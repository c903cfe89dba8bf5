using PolyCloud.Engine.Values;
using PolyCloud.Storage.Events;
using PolyCloud.Storage.Tests.Cloud;

namespace PolyCloud.Storage.Tests.Events;

public sealed class EventPublisherTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("polycloud-events").FullName;
    private HubServer _hub = null!;

    public async Task InitializeAsync() => _hub = await HubServer.StartAsync();

    public async Task DisposeAsync()
    {
        await _hub.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Events_arrive_under_their_market_with_the_hubs_own_scope()
    {
        await using var publisher = _hub.Publisher(_directory);
        publisher.Publish(Event(1, "btc"));
        await ArrivedAsync(1);
        Assert.Equal(("btc", "0-7-1"), (_hub.Kept[0].Key, _hub.Kept[0].Event.Id));
        Assert.Equal("https://eventhubs.azure.net/.default", _hub.Tokens.Asked[0].Scope);
    }

    [Fact]
    public async Task Order_is_kept_within_each_market_while_the_hub_fails_again_and_again()
    {
        foreach (var status in new[] { 503, 500, 429, 401, 403, 503 })
        {
            _hub.Answers.Enqueue((status, ""));
        }

        await using var publisher = _hub.Publisher(_directory, static options => options with { BatchEventsMaximum = 7 });
        for (var number = 1; number <= 100; number++)
        {
            publisher.Publish(Event(number, number % 3 == 0 ? "eth" : "btc"));
        }

        await ArrivedAsync(100);
        foreach (var market in _hub.Kept.GroupBy(static kept => kept.Key))
        {
            var numbers = market.Select(static kept => NumberOf(kept.Event)).ToList();
            Assert.Equal(numbers.Order(), numbers);
        }

        Assert.Equal(100, publisher.Sent);
        Assert.Equal(0, publisher.Lost);
        await Eventually.IsAsync(() => publisher.WaitingBytes == 0 && publisher.Problem is null, "nothing waits");
    }

    [Fact]
    public async Task A_busy_hub_is_left_alone_as_long_as_it_asks()
    {
        _hub.Answers.Enqueue((429, "1"));
        await using var publisher = _hub.Publisher(_directory);
        var began = DateTime.UtcNow;
        publisher.Publish(Event(1, "btc"));
        await ArrivedAsync(1);
        Assert.True(DateTime.UtcNow - began >= TimeSpan.FromSeconds(1));
        Assert.Equal(2, _hub.Requests);
    }

    [Fact]
    public async Task A_challenge_for_more_claims_is_answered_with_a_new_token()
    {
        _hub.Challenge = Convert.ToBase64String("""{"access_token":{}}"""u8);
        await using var publisher = _hub.Publisher(_directory);
        publisher.Publish(Event(1, "btc"));
        await ArrivedAsync(1);
        Assert.Contains(_hub.Tokens.Asked, static asked => asked.Claims is { Length: > 0 });
    }

    [Fact]
    public async Task While_the_hub_is_away_events_wait_on_disk_and_the_next_process_sends_them()
    {
        _hub.Down = 503;
        await using (var first = _hub.Publisher(_directory))
        {
            for (var number = 1; number <= 20; number++)
            {
                first.Publish(Event(number, "btc"));
            }

            await Eventually.IsAsync(() => first.Problem is not null, "the outage is told");
        }

        Assert.Empty(_hub.Kept);
        _hub.Down = 0;
        await using var second = _hub.Publisher(_directory);
        second.Publish(Event(21, "btc"));
        await ArrivedAsync(21);
        Assert.Equal(Enumerable.Range(1, 21), _hub.Kept.Select(static kept => NumberOf(kept.Event)));
    }

    [Fact]
    public async Task What_the_hub_has_is_not_sent_again_after_a_restart()
    {
        await using (var first = _hub.Publisher(_directory))
        {
            first.Publish(Event(1, "btc"));
            await ArrivedAsync(1);
            await Eventually.IsAsync(() => first.WaitingBytes == 0, "it is remembered as sent");
        }

        await using var second = _hub.Publisher(_directory);
        second.Publish(Event(2, "btc"));
        await ArrivedAsync(2);
        Assert.Equal([1, 2], _hub.Kept.Select(static kept => NumberOf(kept.Event)));
    }

    [Fact]
    public async Task A_line_that_a_crash_left_half_written_is_cut_and_a_damaged_one_passed_over()
    {
        Directory.CreateDirectory(_directory);
        await File.WriteAllTextAsync(
            Path.Combine(_directory, "000000000001.events"),
            Event(1, "btc").ToJson() + "\n" + "{damaged\n" + Event(2, "btc").ToJson() + "\n" + Event(3, "btc").ToJson()[..20]);
        await using var publisher = _hub.Publisher(_directory);
        publisher.Publish(Event(4, "btc"));
        await ArrivedAsync(3);
        Assert.Equal([1, 2, 4], _hub.Kept.Select(static kept => NumberOf(kept.Event)));
    }

    [Fact]
    public async Task One_event_that_is_refused_does_not_hold_up_the_others()
    {
        _hub.Poison = "0-7-5";
        _hub.Down = 503;
        await using var publisher = _hub.Publisher(_directory);
        for (var number = 1; number <= 9; number++)
        {
            publisher.Publish(Event(number, "btc"));
        }

        await Eventually.IsAsync(() => publisher.Problem is not null, "the outage is told");
        _hub.Down = 0;
        await ArrivedAsync(8);
        Assert.Equal([1, 2, 3, 4, 6, 7, 8, 9], _hub.Kept.Select(static kept => NumberOf(kept.Event)));
        await Eventually.IsAsync(() => publisher.Refused == 1, "the refusal is counted");
    }

    [Fact]
    public async Task A_full_disk_buffer_drops_the_newest_and_counts_them_and_has_room_again_later()
    {
        _hub.Down = 503;
        await using var publisher = _hub.Publisher(_directory, static options => options with { WaitingBytesMaximum = 1 << 20, QueueMaximum = 100_000 });
        for (var number = 1; number <= 20_000; number++)
        {
            publisher.Publish(Event(number, "btc"));
        }

        await Eventually.IsAsync(() => publisher.Lost > 0, "events are lost");
        Assert.True(publisher.WaitingBytes <= 1 << 20);
        _hub.Down = 0;
        await Eventually.IsAsync(() => publisher.WaitingBytes == 0, "what was kept is sent");
        Assert.True(publisher.Sent > 1_000);
        Assert.Equal(Enumerable.Range(1, 100), _hub.Kept.Take(100).Select(static one => NumberOf(one.Event)));
        publisher.Publish(Event(70_000, "btc"));
        await Eventually.IsAsync(() => _hub.Kept[^1].Event.Id == "0-7-70000", "there is room again");
    }

    [Fact]
    public async Task Two_processes_cannot_share_the_directory()
    {
        await using var publisher = _hub.Publisher(_directory);
        Assert.Throws<PolyCloud.Storage.Tables.StoreUnavailableException>(() => _hub.Publisher(_directory));
    }

    [Theory]
    [InlineData("http://hub.servicebus.windows.net/events")]
    [InlineData("https://hub.servicebus.windows.net")]
    public void A_hub_has_an_https_address_with_its_name(string address) =>
        Assert.Throws<ArgumentException>(() => new EventHubOptions { Hub = new Uri(address), Credential = new NumberedTokens(), Directory = "x" }.Validate());

    private static EngineEvent Event(long number, string market) => EngineEvent.Of("0", 7, number, market, new Timestamp(number), new MarketSettled("Up"));

    private static int NumberOf(EngineEvent one) => int.Parse(one.Id.Split('-')[2], System.Globalization.CultureInfo.InvariantCulture);

    private Task ArrivedAsync(int count) => Eventually.IsAsync(
        () =>
        {
            lock (_hub.Kept)
            {
                return _hub.Kept.Count >= count;
            }
        },
        $"{count} events arrived");
}
