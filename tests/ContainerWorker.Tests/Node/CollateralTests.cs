using System.Text;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.ContainerWorker.Tests.Node;

public sealed class CollateralTests : IDisposable
{
    private readonly PrivateKey _key = PrivateKey.FromHex(new string('1', 64));
    private readonly HttpOutbox _outbox = new();
    private readonly PendingCalls _calls;
    private readonly Collateral _collateral;
    private readonly Timestamp _start = Timestamp.FromSeconds(1_793_714_400);

    public CollateralTests()
    {
        _calls = new PendingCalls(_outbox);
        _collateral = new Collateral(
            new TradingRequests(new ApiCredential("key", "c2VjcmV0", "hush"), _key.Address), _calls, Duration.FromSeconds(10), static (_, _) => { });
    }

    public void Dispose() => _key.Dispose();

    [Fact]
    public void A_fill_while_the_question_is_under_way_sets_no_deadline_in_the_past_and_asks_again_after_it()
    {
        _collateral.Start(_start);
        _collateral.Tick(_start);
        var call = Assert.Single(_outbox.Calls);
        _collateral.Filled(_start);
        Assert.True(_collateral.NextDeadline.IsNever);
        _outbox.Clear();
        _ = _calls.Completed(
            _start + Duration.FromSeconds(3), call.Id, new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = 200, Body = Encoding.UTF8.GetBytes("""{"balance":"1","allowances":{}}""") });
        Assert.Equal(_start + Duration.FromSeconds(1), _collateral.NextDeadline);
        _collateral.Tick(_start + Duration.FromSeconds(3));
        Assert.Single(_outbox.Calls);
    }
}
