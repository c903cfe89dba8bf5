using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.Inventory;
using PolyCloud.Polymarket.Chain.Payouts;
using PolyCloud.Polymarket.Chain.Relayer;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Chain.Sessions;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Relayer;

/// <summary>The client's relayer session against the simulated relayer, in virtual time.</summary>
public sealed class RelayedInventoryTests : IChainEvents, IDisposable
{
    private static readonly ContractAddresses Contracts = new();

    private readonly PrivateKey _key = PrivateKey.FromHex("ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
    private readonly HttpOutbox _outbox = new();
    private readonly Queue<(long Call, HttpOutcome Outcome)> _arrived = new();
    private readonly List<string> _told = [];
    private readonly List<ChainAttempt> _attempts = [];
    private TestVenue _venue = new();
    private TestKey? _account;
    private RelayerSession _session;

    public RelayedInventoryTests()
    {
        _session = Session(RelayedWalletKind.Deposit);
        Open();
    }

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData(RelayedWalletKind.Proxy)]
    [InlineData(RelayedWalletKind.Safe)]
    [InlineData(RelayedWalletKind.Deposit)]
    public void Sets_are_split_and_merged_for_every_kind_of_wallet(RelayedWalletKind kind)
    {
        _session = Session(kind);
        Start(InventoryAction.Split, 100);
        Run(20);
        Assert.Equal(["signed 0", "submitted", "confirmed"], _told);
        Assert.Equal((Money.Dollars(900), Size.Shares(100)), Balances());

        Start(InventoryAction.Merge, 30);
        Run(20);
        Assert.Equal(["signed 1", "submitted", "confirmed"], _told[3..]);
        Assert.Equal((Money.Dollars(930), Size.Shares(70)), Balances());
        Assert.True(_venue.Exchange.Totals.IsConserved);
    }

    [Fact]
    public void A_wallet_that_does_not_exist_is_created_first()
    {
        _venue = new TestVenue(TestVenue.Instant with { Relayer = new() { WalletsDeployed = false } });
        Open();
        Start(InventoryAction.Split, 10);
        Run(40);
        Assert.Equal(["signed 0", "submitted", "confirmed"], _told);
        Assert.Equal(Size.Shares(10), Balances().Tokens);
    }

    [Fact]
    public void A_transaction_is_mined_though_its_wallet_lost_its_last_credential_meanwhile()
    {
        Start(InventoryAction.Split, 10);
        Run(1);
        Assert.Equal(["signed 0", "submitted"], _told);
        Assert.Equal(200, _venue.Call(_account!, "DELETE", "/auth/api-key").Status);
        Run(20);
        Assert.Equal("confirmed", _told[^1]);
    }

    [Fact]
    public void A_busy_wallet_is_asked_again_with_the_same_bytes()
    {
        _venue.Venue.RelayerFaults.BusyNext(3);
        Start(InventoryAction.Split, 10);
        Run(40);
        Assert.Equal(["signed 0", "submitted", "confirmed"], _told);
    }

    [Fact]
    public void What_the_relayer_reports_as_failed_has_failed()
    {
        _venue.Venue.RelayerFaults.FailNext(1);
        Start(InventoryAction.Split, 10);
        Run(40);
        Assert.Equal(["signed 0", "submitted", "failed Reverted"], _told);
        Assert.Equal(Size.Zero, Balances().Tokens);
    }

    [Fact]
    public void What_stays_pending_is_unknown_and_is_confirmed_later()
    {
        _venue.Venue.RelayerFaults.StaysPending = true;
        Start(InventoryAction.Split, 10);
        Run(230);
        Assert.Equal(["signed 0", "submitted", "unknown"], _told);
        Start(InventoryAction.Merge, 5);
        Run(60);
        Assert.Equal(3, _told.Count);

        _venue.Venue.RelayerFaults.StaysPending = false;
        Run(60);
        Assert.Equal(["confirmed", "signed 1", "submitted", "confirmed"], _told[3..]);
        Assert.Equal(Size.Shares(5), Balances().Tokens);
    }

    [Fact]
    public void An_answer_lost_after_acceptance_never_splits_twice()
    {
        _venue.Venue.RelayerFaults.LoseAnswers(1);
        Start(InventoryAction.Split, 10);
        Run(60);
        Assert.Equal(["signed 0", "unknown"], _told);
        Assert.Single(_attempts);
        Assert.Equal(Size.Shares(10), Balances().Tokens);

        // The balances show that it happened; only then does anything else begin.
        _session.Decide(_venue.Now, happened: true, _outbox);
        Start(InventoryAction.Merge, 10);
        Run(30);
        Assert.Equal(["confirmed", "signed 1", "submitted", "confirmed"], _told[2..]);
    }

    [Fact]
    public void A_merge_of_what_is_not_there_fails_and_changes_nothing()
    {
        Start(InventoryAction.Merge, 10);
        Run(30);
        Assert.Equal(["signed 0", "submitted", "failed Reverted"], _told);
        Assert.Equal((Money.Dollars(1_000), Size.Zero), Balances());
    }

    [Fact]
    public void A_merge_of_what_an_open_sell_needs_makes_the_venue_cancel_it()
    {
        Start(InventoryAction.Split, 20);
        Run(20);
        var order = _venue.Order(TestWallet.First, TestVenue.UpToken, Side.Sell, 60, 15);
        Assert.Equal(200, _venue.Call(_account!, "POST", "/order", TestVenue.Body(_account!, order)).Status);
        Start(InventoryAction.Merge, 10);
        Run(20);

        var (_, left) = _venue.Call(_account!, "GET", "/data/orders");
        Assert.Equal(0, left.GetProperty("data").GetArrayLength());
        Assert.Equal(Size.Shares(10), Balances().Tokens);
    }

    [Fact]
    public void A_resolved_market_is_redeemed_though_the_venue_has_paid_already()
    {
        Start(InventoryAction.Redeem, 1);
        Run(20);
        _venue.Exchange.DeclareWinner(_venue.Listing.Id, Outcome.Down);
        Run(4_000);
        Assert.Equal(PayoutVerdict.Down, Payout());
        Start(InventoryAction.Redeem, 1);
        Run(20);
        Assert.Equal(["signed 0", "submitted", "failed Reverted", "signed 1", "submitted", "confirmed"], _told);
    }

    [Fact]
    public void A_signature_of_another_key_is_refused()
    {
        Start(InventoryAction.Split, 10);
        Run(1);
        var body = System.Text.Encoding.UTF8.GetString(_attempts[0].Payload.Span);
        var flipped = body.Replace("\"nonce\":\"0\"", "\"nonce\":\"1\"", StringComparison.Ordinal);
        var headers = new Dictionary<string, string> { ["RELAYER_API_KEY"] = "k", ["RELAYER_API_KEY_ADDRESS"] = _key.Address.ToString() };
        Run(20);
        Assert.Equal("invalid signature", _venue.Call("POST", "/submit", flipped, headers).Body.GetProperty("error").GetString());
        Assert.Equal(401, _venue.Call("POST", "/submit", body).Status);
        Assert.Equal("batch nonce 0 does not match on-chain nonce 1", _venue.Call("POST", "/submit", body, headers).Body.GetProperty("error").GetString());
    }

    [Fact]
    public void The_node_tells_balances_and_results()
    {
        Start(InventoryAction.Split, 20);
        Run(20);
        Assert.Equal(980_000_000, Ask(Contracts.Collateral, TokenCalls.Balance(_key.Address)));
        Assert.True(UInt256.TryParse(TestVenue.DownToken, out var down));
        Assert.Equal(20_000_000, Ask(Contracts.ConditionalTokens, TokenCalls.TokenBalance(_key.Address, down)));
        Assert.Equal(PayoutVerdict.Unresolved, Payout());
    }

    void IChainEvents.Signed(Timestamp now, long operation, ChainAttempt attempt)
    {
        _attempts.Add(attempt);
        _told.Add("signed " + attempt.Nonce);
    }

    void IChainEvents.Submitted(Timestamp now, long operation, string reference) => _told.Add("submitted");

    void IChainEvents.Confirmed(Timestamp now, long operation, ChainSuccess success) => _told.Add("confirmed");

    void IChainEvents.Failed(Timestamp now, long operation, ChainFailure failure, string detail) => _told.Add("failed " + failure);

    void IChainEvents.Unknown(Timestamp now, long operation, string reference) => _told.Add("unknown");

    private void Open() => _account = _venue.OpenKey(TestWallet.First);

    private RelayerSession Session(RelayedWalletKind kind)
    {
        var wallet = new RelayedWallet(kind, _key.Address);
        var options = new RelayerOptions();
        return new RelayerSession(
            options, wallet, new RelayerRequests(new RelayerKey("relayer-key", _key.Address), _key.Address, Contracts), new RelayerSubmission(_key, wallet, Contracts, options), this);
    }

    private void Start(InventoryAction action, long shares)
    {
        _ = Hash256.TryParse(System.Text.Encoding.ASCII.GetBytes(TestVenue.Condition), out var condition);
        var operation = new InventoryOperation(1, action, InventoryRoute.CollateralAdapter, condition, Size.Shares(shares), Size.Shares(shares));
        Assert.True(_session.TryStart(_venue.Now, InventoryPlan.For(operation, Contracts), _outbox));
    }

    /// <summary>Lets this many seconds pass, in steps of a tenth.</summary>
    private void Run(int seconds)
    {
        for (var step = 0; step < seconds * 10; step++)
        {
            if (_session.NextDeadline <= _venue.Now)
            {
                _session.Tick(_venue.Now, _outbox);
            }

            Pump((call, outcome) => _session.Completed(_venue.Now, call, outcome, _outbox));
            _venue.Wait(100);
        }
    }

    private void Pump(Func<long, HttpOutcome, bool> take)
    {
        while (_outbox.Calls.Count > 0 || _arrived.Count > 0)
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
                Assert.True(take(answer.Call, answer.Outcome));
            }
        }
    }

    private PayoutVerdict Payout()
    {
        _ = Hash256.TryParse(System.Text.Encoding.ASCII.GetBytes(TestVenue.Condition), out var condition);
        var check = new PayoutCheck(new RpcEndpoints(new RpcOptions()), Contracts.ConditionalTokens, 1);
        check.Start(_venue.Now, condition, _outbox);
        Pump((call, outcome) => check.Completed(_venue.Now, call, outcome, _outbox));
        Assert.True(check.IsDone);
        return check.Verdict;
    }

    private long Ask(EthereumAddress target, byte[] data)
    {
        var (_, answer) = _venue.Call("POST", "/rpc", System.Text.Encoding.UTF8.GetString(RpcRequest.Call(target, data).To(7, 0, Duration.FromSeconds(1)).Body.Span));
        Assert.Equal(7, answer.GetProperty("id").GetInt64());
        return Convert.ToInt64(answer.GetProperty("result").GetString()![^16..], 16);
    }

    private (Money Dollars, Size Tokens) Balances()
    {
        var account = new AccountId(0);
        Assert.Equal(_venue.Exchange.Tokens(account, _venue.Listing.Id, Outcome.Up), _venue.Exchange.Tokens(account, _venue.Listing.Id, Outcome.Down));
        return (_venue.Exchange.Collateral(account), _venue.Exchange.Tokens(account, _venue.Listing.Id, Outcome.Up));
    }
}
