using Microsoft.Extensions.Logging.Abstractions;
using PolyCloud.Dashboard.Scene;

namespace PolyCloud.Dashboard.Stored;

public sealed class StoredPastTests
{
    private static readonly HistoryRange Day = HistoryRange.Named("24h")!;

    private readonly FakeHistories _histories = new() { Answer = static _ => Task.FromResult(SampleSpan.Of()) };
    private readonly ManualTime _time = new();

    [Fact]
    public async Task Tables_are_read_once_in_half_a_minute_however_often_pages_are_drawn()
    {
        var past = Past();
        for (var beat = 0; beat < 20; beat++)
        {
            Assert.Equal(30, (await past.OfAsync(Day, SampleSnapshot.Of())).Span!.Hours["b0"].Count);
        }

        Assert.Equal(1, _histories.Asked);
        _time.Pass(StoredPast.FreshFor);
        await past.OfAsync(Day, SampleSnapshot.Of());
        await UntilAsync(() => _histories.Asked == 2);
    }

    [Fact]
    public async Task While_a_slow_store_is_asked_again_the_older_figures_are_shown_at_once()
    {
        var past = Past();
        await past.OfAsync(Day, SampleSnapshot.Of());
        var never = new TaskCompletionSource<StoredSpan>();
        _histories.Answer = _ => never.Task;
        _time.Pass(StoredPast.FreshFor);
        for (var beat = 0; beat < 3; beat++)
        {
            Assert.NotNull((await past.OfAsync(Day, SampleSnapshot.Of()).WaitAsync(TimeSpan.FromSeconds(10))).Span);
        }

        await UntilAsync(() => _histories.Asked == 2);
        never.SetResult(StoredSpan.Empty);
    }

    [Fact]
    public async Task A_page_does_not_wait_for_a_store_that_has_never_answered()
    {
        var never = new TaskCompletionSource<StoredSpan>();
        _histories.Answer = _ => never.Task;
        var view = await Past().OfAsync(Day, SampleSnapshot.Of()).WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Null(view.Span);
        never.SetResult(StoredSpan.Empty);
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_told_and_the_older_figures_stay()
    {
        var past = Past();
        await past.OfAsync(Day, SampleSnapshot.Of());
        _histories.Answer = static _ => throw new StoredHistoriesException("the disk is gone");
        _time.Pass(StoredPast.FreshFor);
        StoredView view = null!;
        await UntilAsync(() => (view = past.OfAsync(Day, SampleSnapshot.Of()).GetAwaiter().GetResult()).Problem.Length > 0);
        Assert.Equal(("the disk is gone", 30), (view.Problem, view.Span!.Hours["b0"].Count));
    }

    private static async Task UntilAsync(Func<bool> isSo)
    {
        for (var tries = 0; !isSo(); tries++)
        {
            Assert.True(tries < 1_000, "it did not happen within ten seconds");
            await Task.Delay(10);
        }
    }

    private StoredPast Past() => new(_histories, _time, NullLogger<StoredPast>.Instance);
}
