using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.Inventory;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Chain.Sessions;
using PolyCloud.Polymarket.Chain.Transactions;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Relayer;

/// <summary>The client's transactions against the simulated node, in virtual time.</summary>
public sealed class DirectInventoryTests : IChainEvents, IDisposable
{
    private readonly PrivateKey _key = PrivateKey.FromHex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
    private readonly HttpOutbox _outbox = new();
    private readonly Queue<(long Call, HttpOutcome Outcome)> _arrived = new();
    private readonly List<string> _told = [];
    private readonly TestVenue _venue = new();
    private readonly TransactionSession _session;

    public DirectInventoryTests()
    {
        _session = new TransactionSession(new TransactionOptions(), new GasPolicy(), new RpcEndpoints(new RpcOptions()), _key, this);
        _venue.OpenKey(TestWallet.First);
    }

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Sets_are_split_and_merged_and_their_events_prove_it()
    {
        Start(InventoryAction.Split, 100);
        Start(InventoryAction.Merge, 30);
        Run(80);
        Assert.Equal(["signed 0", "submitted", "confirmed 100000000", "signed 1", "submitted", "confirmed 30000000"], _told);
        Assert.Equal(Money.Dollars(930), _venue.Exchange.Collateral(new AccountId(0)));
        Assert.Equal(Size.Shares(70), _venue.Exchange.Tokens(new AccountId(0), _venue.Listing.Id, Outcome.Up));
    }

    [Fact]
    public void What_is_not_there_is_not_even_signed()
    {
        Start(InventoryAction.Merge, 30);
        Start(InventoryAction.Redeem, 30);
        Run(10);
        Assert.Equal(["failed WouldRevert", "failed WouldRevert"], _told);
    }

    [Fact]
    public void A_resolved_market_is_redeemed()
    {
        _venue.Exchange.DeclareWinner(_venue.Listing.Id, Outcome.Down);
        _venue.Wait(4_000_000);
        Start(InventoryAction.Redeem, 1);
        Run(60);
        Assert.Equal(["signed 0", "submitted", "confirmed 0"], _told);
    }

    void IChainEvents.Signed(Timestamp now, long operation, ChainAttempt attempt) => _told.Add("signed " + attempt.Nonce);

    void IChainEvents.Submitted(Timestamp now, long operation, string reference) => _told.Add("submitted");

    void IChainEvents.Confirmed(Timestamp now, long operation, ChainSuccess success) => _told.Add("confirmed " + success.Amount);

    void IChainEvents.Failed(Timestamp now, long operation, ChainFailure failure, string detail) => _told.Add("failed " + failure);

    void IChainEvents.Unknown(Timestamp now, long operation, string reference) => _told.Add("unknown");

    private void Start(InventoryAction action, long shares)
    {
        _ = Hash256.TryParse(System.Text.Encoding.ASCII.GetBytes(TestVenue.Condition), out var condition);
        var operation = new InventoryOperation(1, action, InventoryRoute.CollateralAdapter, condition, Size.Shares(shares), Size.Shares(shares));
        Assert.True(_session.TryStart(_venue.Now, InventoryPlan.For(operation, new ContractAddresses()), _outbox));
    }

    private void Run(int seconds)
    {
        for (var step = 0; step < seconds * 10; step++)
        {
            if (_session.NextDeadline <= _venue.Now)
            {
                _session.Tick(_venue.Now, _outbox);
            }

            while (_outbox.Calls.Count > 0 || _arrived.Count > 0)
            {
                Deliver();
            }

            _venue.Wait(100);
        }
    }

    private void Deliver()
    {
        var calls = _outbox.Calls.ToArray();
        _outbox.Clear();
        foreach (var call in calls)
        {
            _venue.Venue.Handle(_venue.Now, VenueRequest.From(call), response => _arrived.Enqueue(
                (call.Id, new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = response.Status, Body = response.Body })));
        }

        while (_arrived.TryDequeue(out var answer))
        {
            Assert.True(_session.Completed(_venue.Now, answer.Call, answer.Outcome, _outbox));
        }
    }
}
