using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using PolyCloud.Dashboard.Access;
using PolyCloud.Dashboard.Pages;
using PolyCloud.Dashboard.Scene;
using PolyCloud.Dashboard.Stored;
using PolyCloud.ReadModel.Publishing;

namespace PolyCloud.Dashboard.Live;

public sealed class LiveStreamTests
{
    private static readonly PageDefinition Page = PageCatalog.Named("overview")!;

    private readonly SnapshotBoard _board = new(SampleSnapshot.Of(), static _ => { });

    [Fact]
    public async Task Readers_of_the_same_page_get_the_same_bytes()
    {
        using var streams = Streams();
        var (one, other) = (streams.Join(Page, PageQuery.Empty, DashboardRole.View), streams.Join(Page, PageQuery.Empty, DashboardRole.View));
        Assert.Same(one, other);
        var first = await one.BeatAsync(0);
        Assert.Same(first.After(-1), (await other.BeatAsync(0)).After(-1));
        _board.Publish(SampleSnapshot.Of(2, noticeText: "news"));
        var second = await one.BeatAsync(1);
        Assert.Same(second.After(0), (await other.BeatAsync(1)).After(0));
    }

    [Fact]
    public async Task A_reader_that_left_beats_out_is_told_everything_again()
    {
        using var streams = Streams();
        var stream = streams.Join(Page, PageQuery.Empty, DashboardRole.View);
        await stream.BeatAsync(0);
        await stream.BeatAsync(1);
        var third = await stream.BeatAsync(2);
        Assert.DoesNotContain("composition", Panels(third.After(1)));
        Assert.Equal(Page.Live.Select(static panel => panel.Id).Order(StringComparer.Ordinal), Panels(third.After(0)).Order(StringComparer.Ordinal));
        Assert.Contains("composition", Panels(third.After(-1)));
    }

    [Fact]
    public async Task What_one_role_may_do_is_not_drawn_for_another()
    {
        using var streams = Streams();
        var settings = PageCatalog.Named("settings")!;
        var seen = System.Text.Encoding.UTF8.GetString((await streams.Join(settings, PageQuery.Empty, DashboardRole.View).BeatAsync(0)).After(-1));
        var traded = System.Text.Encoding.UTF8.GetString((await streams.Join(settings, PageQuery.Empty, DashboardRole.Trade).BeatAsync(0)).After(-1));
        Assert.DoesNotContain("/act/alerts/test", seen, StringComparison.Ordinal);
        Assert.Contains("/act/alerts/test", traded, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_nobody_reads_is_forgotten()
    {
        using var streams = Streams();
        streams.Join(Page, PageQuery.Empty, DashboardRole.View);
        streams.Join(Page, PageQuery.Empty, DashboardRole.View);
        streams.Leave(Page, PageQuery.Empty, DashboardRole.View);
        Assert.Equal(1, streams.Open);
        streams.Leave(Page, PageQuery.Empty, DashboardRole.View);
        Assert.Equal(0, streams.Open);
    }

    [Fact]
    public async Task Beats_come_at_the_same_moments_for_everybody()
    {
        var time = new ManualTime();
        var grid = new BeatGrid(time);
        time.Pass(BeatGrid.Beat * 2.5);
        Assert.Equal(2, grid.Now);
        Assert.Equal(2, await grid.AfterAsync(0, CancellationToken.None));
        var waiting = grid.AfterAsync(2, CancellationToken.None);
        Assert.False(waiting.IsCompleted);
        time.Pass(BeatGrid.Beat * 0.5);
        Assert.Equal(3, await waiting.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    private static IEnumerable<string> Panels(byte[] message) => JsonNode.Parse(message)!["panels"]!.AsObject().Select(static panel => panel.Key);

    private LiveStreams Streams()
    {
        var text = new ComponentText(new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance);
        var stored = new StoredPast(new FakeHistories(), TimeProvider.System, NullLogger<StoredPast>.Instance);
        return new(new PictureSource(new SnapshotWatch(_board, TimeProvider.System), stored, text, TimeProvider.System, NullLogger<PictureSource>.Instance));
    }
}
