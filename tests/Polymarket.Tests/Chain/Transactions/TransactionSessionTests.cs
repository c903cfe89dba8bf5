using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.ConditionalTokens;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Chain.Sessions;
using PolyCloud.Polymarket.Chain.Transactions;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;

namespace PolyCloud.Polymarket.Tests.Chain.Transactions;

public sealed class TransactionSessionTests : IChainEvents, IDisposable
{
    private const long Gwei = 1_000_000_000;

    private readonly PrivateKey _key = PrivateKey.FromHex(SigningVectors.PublicTestKey);
    private readonly FakeNode _node = new();
    private readonly HttpOutbox _outbox = new();
    private readonly List<string> _told = [];
    private readonly List<ChainAttempt> _attempts = [];
    private readonly RpcEndpoints _endpoints = new(new RpcOptions { Endpoints = 2 });
    private TransactionSession _session;
    private Timestamp _now = Timestamp.FromSeconds(1_793_491_200);

    public TransactionSessionTests() => _session = Session();

    public void Dispose() => _key.Dispose();

    [Fact]
    public void A_transaction_is_confirmed_only_when_it_is_deep_enough()
    {
        Start();
        Run(3);
        Assert.Equal(["signed 0", "submitted"], _told);
        _node.Mine(_node.Received[0]);
        _node.Block += 6;
        Run(10);
        Assert.Equal(2, _told.Count);

        _node.Block++;
        Run(3);
        Assert.Equal("confirmed", _told[^1]);
        Assert.Equal(0, _session.Pending);
    }

    [Fact]
    public void A_stuck_transaction_is_replaced_at_the_same_nonce_and_at_least_a_tenth_dearer()
    {
        _node.Count = 5;
        Start();
        Run(100);
        Assert.Equal(["signed 5", "submitted", "signed 5", "submitted", "signed 5", "submitted", "signed 5", "submitted"], _told);
        for (var index = 1; index < _attempts.Count; index++)
        {
            Assert.True(_attempts[index].Fees.Tip * 10 >= _attempts[index - 1].Fees.Tip * 11);
            Assert.True(_attempts[index].Fees.Maximum * 10 >= _attempts[index - 1].Fees.Maximum * 11);
        }

        // Whichever attempt a block takes, the operation has happened.
        _node.Mine(_attempts[1].Reference.ToString());
        _node.Block += 10;
        Run(5);
        Assert.Equal("confirmed", _told[^1]);
    }

    [Fact]
    public void The_fee_cap_ends_the_bidding_and_the_last_attempt_is_offered_again()
    {
        _session = Session(new GasPolicy { Tip = 30 * Gwei, MaximumFee = 150 * Gwei });
        Start();
        Run(150);
        Assert.Equal(2, _attempts.Count);
        Assert.All(_attempts, static attempt => Assert.True(attempt.Fees.Maximum <= 150 * Gwei));
        Assert.True(_node.Received.Count > 3);
        Assert.Equal(2, _node.Received.Distinct().Count());
    }

    [Fact]
    public void Gas_above_the_cap_is_not_bought()
    {
        _node.BaseFee = 2_000 * Gwei;
        Start();
        Run(2);
        Assert.Equal(["failed FeeAboveCap"], _told);
    }

    [Fact]
    public void What_is_not_mined_for_long_is_unknown_and_blocks_every_other_operation_until_it_is_decided()
    {
        Start();
        Start();
        Run(400);
        Assert.Single(_told, "unknown");
        Assert.Single(_attempts.Select(static attempt => attempt.Nonce).Distinct());

        _node.Mine(_attempts[^1].Reference.ToString());
        _node.Block += 10;
        Run(30);
        Assert.Equal("signed 1", _told[_told.IndexOf("confirmed") + 1]);
    }

    [Fact]
    public void An_answer_lost_while_sending_never_leads_to_a_second_nonce()
    {
        _node.Sending = HttpOutcomeKind.TimedOut;
        Start();
        Run(20);
        Assert.Equal(["signed 0"], _told);
        _node.Mine(_node.Received[0]);
        _node.Block += 10;
        Run(5);
        Assert.Equal(["signed 0", "confirmed"], _told);
    }

    [Fact]
    public void A_refusal_after_a_lost_answer_proves_nothing()
    {
        _node.Sending = HttpOutcomeKind.TimedOut;
        Start();
        Run(5);
        _node.Sending = null;
        _node.Instead["eth_sendRawTransaction"] = """ "error":{"code":-32000,"message":"nonce too low"} """;
        Run(40);
        Assert.DoesNotContain(_told, static told => told.StartsWith("failed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_clear_refusal_of_the_only_copy_is_a_failure()
    {
        _node.Instead["eth_sendRawTransaction"] = """ "error":{"code":-32000,"message":"insufficient funds for gas * price + value"} """;
        Start();
        Run(2);
        Assert.Equal(["signed 0", "failed Refused"], _told);
    }

    [Fact]
    public void What_would_revert_is_never_signed()
    {
        _node.Instead["eth_estimateGas"] = """ "error":{"code":3,"message":"execution reverted: result for condition not received yet"} """;
        Start();
        Run(2);
        Assert.Equal(["failed WouldRevert"], _told);
    }

    [Fact]
    public void A_mined_revert_is_told()
    {
        _node.MinedSuccessfully = false;
        Start();
        Run(3);
        _node.Mine(_node.Received[0]);
        _node.Block += 10;
        Run(3);
        Assert.Equal("failed Reverted", _told[^1]);
    }

    [Fact]
    public void A_success_that_shows_no_effect_is_a_failure()
    {
        Start(new ExpectedEvent(new ContractAddresses().ConditionalTokens, ConditionalTokensEventKind.Merge, default, 1));
        Run(3);
        _node.Mine(_node.Received[0]);
        _node.Block += 10;
        Run(3);
        Assert.Equal("failed NoEffect", _told[^1]);
    }

    [Fact]
    public void A_receipt_that_vanishes_in_a_reorganisation_counts_no_more()
    {
        Start();
        Run(3);
        _node.Mine(_node.Received[0]);
        Run(5);
        _node.Unmine(_node.Received[0]);
        _node.Block += 20;
        Run(5);
        Assert.DoesNotContain("confirmed", _told);

        _node.Mine(_node.Received[0]);
        _node.Block += 20;
        Run(5);
        Assert.Single(_told, "confirmed");
    }

    [Fact]
    public void A_nonce_used_by_a_stranger_is_a_failure_after_several_looks()
    {
        Start();
        Run(3);
        _node.Mine("0x" + new string('7', 64));
        Run(10);
        Assert.Equal(2, _told.Count);

        _node.Block += 10;
        Run(10);
        Assert.Equal("failed NonceTaken", _told[^1]);
    }

    [Fact]
    public void A_dead_endpoint_is_survived()
    {
        _node.Down[0] = HttpOutcomeKind.NotSent;
        Start();
        Run(3);
        _node.Mine(_node.Received[0]);
        _node.Block += 10;
        Run(5);
        Assert.Equal(["signed 0", "submitted", "confirmed"], _told);
        Assert.Equal(EndpointFault.NoAnswer, _endpoints.Health[0].LastFault);
    }

    [Fact]
    public void Without_any_endpoint_nothing_is_signed()
    {
        (_node.Down[0], _node.Down[1]) = (HttpOutcomeKind.NotSent, HttpOutcomeKind.TimedOut);
        Start();
        Run(120);
        Assert.Equal(["failed Unreachable"], _told);
    }

    [Fact]
    public void Another_chain_is_refused()
    {
        _node.Instead["eth_chainId"] = "\"result\":\"0x1\"";
        Start();
        Run(2);
        Assert.Equal(["failed Refused"], _told);
    }

    [Fact]
    public void After_a_restart_the_same_bytes_are_sent_and_watched()
    {
        Start();
        Run(3);
        var kept = _attempts.ToArray();
        _told.Clear();
        _session = Session();
        _session.Resume(_now, Operation(1), kept, _outbox);
        Start();
        Run(40);
        Assert.Single(_node.Received.Distinct());

        _node.Mine(_node.Received[0]);
        _node.Block += 10;
        Run(5);
        Assert.Equal("signed 1", _told[_told.IndexOf("confirmed") + 1]);
    }

    [Fact]
    public void A_lagging_count_after_a_confirmation_does_not_reuse_the_nonce()
    {
        Start();
        Run(3);
        _node.Mine(_node.Received[0]);
        _node.Block += 10;
        Run(3);
        _node.Count = 0;
        Start();
        Run(3);
        Assert.Equal("signed 1", _told[3]);
    }

    [Fact]
    public void More_operations_than_can_wait_are_refused()
    {
        for (var index = 0; index <= TransactionOptions.MaximumWaiting; index++)
        {
            Start();
        }

        Assert.False(_session.TryStart(_now, Operation(1), _outbox));
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

    private TransactionSession Session(GasPolicy? gas = null) => new(new TransactionOptions(), gas ?? new GasPolicy(), _endpoints, _key, this);

    private static ChainOperation Operation(long id, ExpectedEvent? expected = null) =>
        new(id, [new ChainCall(new ContractAddresses().CollateralAdapter, ConditionalTokensCalls.Merge(default, default, 1))], expected);

    private void Start(ExpectedEvent? expected = null) => Assert.True(_session.TryStart(_now, Operation(1, expected), _outbox));

    /// <summary>Lets this many seconds pass; every call is answered at once.</summary>
    private void Run(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            _now += Duration.FromSeconds(1);
            if (_session.NextDeadline <= _now)
            {
                _session.Tick(_now, _outbox);
            }

            while (_outbox.Calls.Count > 0)
            {
                var calls = _outbox.Calls.ToArray();
                _outbox.Clear();
                foreach (var call in calls)
                {
                    _ = _session.Completed(_now, call.Id, _node.Answer(_now, call), _outbox);
                }
            }
        }
    }
}
