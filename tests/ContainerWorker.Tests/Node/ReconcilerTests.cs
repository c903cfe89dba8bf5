using System.Text;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Trades;

namespace PolyCloud.ContainerWorker.Tests.Node;

public sealed class ReconcilerTests : IDisposable
{
    private const string Empty = """{"data":[],"next_cursor":"LTE=","limit":100,"count":0}""";

    private readonly PrivateKey _key = PrivateKey.FromHex(new string('1', 64));
    private readonly HttpOutbox _outbox = new();
    private readonly PendingCalls _calls;
    private readonly Reconciler _reconciler;
    private readonly List<VenuePicture> _pictures = [];
    private Timestamp _now = Timestamp.FromSeconds(1_793_714_400);

    public ReconcilerTests()
    {
        _calls = new PendingCalls(_outbox);
        _reconciler = new Reconciler(
            new TradingRequests(new ApiCredential("key", "c2VjcmV0", "hush"), _key.Address), _calls, new MarketDirectory(), TradeOwner.OfWallet(_key.Address.ToString()),
            Duration.FromSeconds(30), Duration.FromSeconds(1_800), (_, picture) => _pictures.Add(picture));
    }

    public void Dispose() => _key.Dispose();

    [Fact]
    public void News_that_keep_coming_do_not_keep_a_comparison_from_ending()
    {
        _reconciler.Begin(_now);
        for (var call = 0; call < 2; call++)
        {
            _reconciler.Tick(_now);
            _reconciler.Refresh(_now);
            _now += Duration.FromMilliseconds(100);
            _reconciler.Tick(_now);
            Answer(Empty);
        }

        Assert.Single(_pictures);
    }

    [Fact]
    public void Refreshes_ask_at_most_once_a_second()
    {
        var asked = 0;
        for (var step = 0; step < 100; step++)
        {
            _reconciler.Refresh(_now);
            _reconciler.Tick(_now);
            while (_outbox.Calls.Count > 0)
            {
                asked++;
                Answer(Empty);
            }

            _now += Duration.FromMilliseconds(100);
        }

        Assert.InRange(asked, 18, 22);
    }

    [Fact]
    public void A_gap_throws_away_what_was_asked_before_it()
    {
        _reconciler.Begin(_now);
        _reconciler.Tick(_now);
        _reconciler.Begin(_now);
        Answer(Empty);
        Assert.Empty(_outbox.Calls);
        Assert.Empty(_pictures);
        _reconciler.Tick(_now);
        Answer(Empty);
        Answer(Empty);
        Assert.Single(_pictures);
    }

    [Fact]
    public void A_question_under_way_sets_no_deadline_in_the_past()
    {
        _reconciler.Begin(_now);
        _reconciler.Tick(_now);
        _reconciler.Refresh(_now);
        Assert.True(_reconciler.NextDeadline.IsNever);
    }

    [Fact]
    public void A_list_without_an_end_is_no_whole_picture()
    {
        _reconciler.Begin(_now);
        _reconciler.Tick(_now);
        for (var page = 0; page < 50; page++)
        {
            Answer("""{"data":[],"next_cursor":"MTAw","limit":100,"count":0}""");
        }

        Answer(Empty);
        Assert.Equal(1, Assert.Single(_pictures).Unreadable);
    }

    private void Answer(string body)
    {
        var call = Assert.Single(_outbox.Calls);
        _outbox.Clear();
        Assert.True(_calls.Completed(_now, call.Id, new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = 200, Body = Encoding.UTF8.GetBytes(body) }));
    }
}
