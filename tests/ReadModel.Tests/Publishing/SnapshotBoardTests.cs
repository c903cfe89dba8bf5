using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Publishing;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ReadModel.Tests.Publishing;

public sealed class SnapshotBoardTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly List<Exception> _failures = [];
    private readonly SnapshotBoard _board;

    public SnapshotBoardTests() => _board = new SnapshotBoard(TradingSnapshot.Before(new Timestamp(1), "0"), _failures.Add);

    [Fact]
    public void What_is_published_is_what_is_read()
    {
        Assert.Equal(0, _board.Current.Sequence);
        _board.Publish(Numbered(7));
        Assert.Equal(7, _board.Current.Sequence);
    }

    [Fact]
    public void Listeners_hear_the_newest_one_in_order_and_never_an_older_one_after_it()
    {
        const int Published = 5_000;
        using var done = new ManualResetEventSlim();
        var heard = new List<long>();
        using var _ = _board.Subscribe(snapshot =>
        {
            heard.Add(snapshot.Sequence);
            if (snapshot.Sequence == Published)
            {
                done.Set();
            }
        });
        for (var sequence = 1; sequence <= Published; sequence++)
        {
            _board.Publish(Numbered(sequence));
        }

        Assert.True(done.Wait(Patience), "the last snapshot was never told");
        Assert.Equal(heard.Order(), heard);
    }

    [Fact]
    public void A_listener_that_throws_is_called_no_more_and_the_others_still_are()
    {
        using var heard = new SemaphoreSlim(0);
        using var bad = _board.Subscribe(_ => throw new InvalidOperationException("broken page"));
        using var good = _board.Subscribe(_ => heard.Release());
        _board.Publish(Numbered(1));
        Assert.True(heard.Wait(Patience));
        _board.Publish(Numbered(2));
        Assert.True(heard.Wait(Patience));
        Assert.Equal("broken page", Assert.Single(_failures).Message);
        Assert.Equal(1, _board.Listeners);
    }

    [Fact]
    public void Who_has_left_hears_nothing_more()
    {
        using var heard = new SemaphoreSlim(0);
        var left = 0;
        _board.Subscribe(_ => left++).Dispose();
        using var stays = _board.Subscribe(_ => heard.Release());
        _board.Publish(Numbered(1));
        Assert.True(heard.Wait(Patience));
        Assert.Equal(0, left);
    }

    [Fact]
    public void There_is_a_bound_on_listeners()
    {
        for (var listener = 0; listener < SnapshotBoard.MaximumListeners; listener++)
        {
            _board.Subscribe(static _ => { });
        }

        Assert.Throws<InvalidOperationException>(() => _board.Subscribe(static _ => { }));
    }

    [Fact]
    public void Publishing_allocates_nothing()
    {
        var snapshot = Numbered(1);
        _board.Publish(snapshot);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 1_000; round++)
        {
            _board.Publish(snapshot);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static TradingSnapshot Numbered(long sequence) => TradingSnapshot.Before(new Timestamp(sequence), "0") with { Sequence = sequence };
}
