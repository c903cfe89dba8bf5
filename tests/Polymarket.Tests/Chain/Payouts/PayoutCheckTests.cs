using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.Payouts;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Tests.Chain.Payouts;

public sealed class PayoutCheckTests
{
    private static readonly (int Denominator, int Up, int Down) Up = (1, 1, 0);
    private static readonly (int Denominator, int Up, int Down) Down = (1, 0, 1);
    private static readonly (int Denominator, int Up, int Down) Undecided = (0, 0, 0);

    [Fact]
    public void A_quorum_that_agrees_is_believed()
    {
        Assert.Equal(PayoutVerdict.Up, Verdict(2, Up, Up, null));
        Assert.Equal(PayoutVerdict.Down, Verdict(2, Down, Undecided, Down));
        Assert.Equal(PayoutVerdict.Shared, Verdict(1, (2, 1, 1), (2, 1, 1), null));
        Assert.Equal(PayoutVerdict.Unresolved, Verdict(3, Undecided, Undecided, Undecided));
    }

    [Fact]
    public void Fewer_than_the_quorum_are_not_believed()
    {
        Assert.Equal(PayoutVerdict.Unknown, Verdict(2, Up, null, null));
        Assert.Equal(PayoutVerdict.Unknown, Verdict(2, Up, Undecided, Undecided));
        Assert.Equal(PayoutVerdict.Unknown, Verdict(1, null, null, null));
    }

    [Fact]
    public void A_contradiction_is_a_dispute_whatever_the_quorum() => Assert.Equal(PayoutVerdict.Disputed, Verdict(1, Up, Down, Up));

    [Fact]
    public void Numerators_that_do_not_sum_up_are_no_vote() => Assert.Equal(PayoutVerdict.Unknown, Verdict(1, (1, 1, 1), null, null));

    [Fact]
    public void A_quorum_that_cannot_be_met_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => new PayoutCheck(new RpcEndpoints(new RpcOptions { Endpoints = 2 }), default, 3));

    /// <summary>What each endpoint says; null is no answer.</summary>
    private static PayoutVerdict Verdict(int quorum, params (int Denominator, int Up, int Down)?[] said)
    {
        var outbox = new HttpOutbox();
        var now = Timestamp.FromSeconds(1_793_491_200);
        var check = new PayoutCheck(new RpcEndpoints(new RpcOptions { Endpoints = 3 }), new ContractAddresses().ConditionalTokens, quorum);
        check.Start(now, default, outbox);
        while (outbox.Calls.Count > 0)
        {
            var call = outbox.Calls[0];
            outbox.Clear();
            Assert.True(check.Completed(now, call.Id, Answer(call, said[call.Service - VenueService.FirstNode]), outbox));
        }

        Assert.True(check.IsDone);
        return check.Verdict;
    }

    private static HttpOutcome Answer(HttpCall call, (int Denominator, int Up, int Down)? said)
    {
        if (said is not { } payout)
        {
            return new HttpOutcome { Kind = HttpOutcomeKind.TimedOut };
        }

        using var request = JsonDocument.Parse(call.Body);
        var data = request.RootElement.GetProperty("params")[0].GetProperty("data").GetString()!;
        var number = data.StartsWith("0xdd34de67", StringComparison.Ordinal) ? payout.Denominator : data[^1] == '0' ? payout.Up : payout.Down;
        return new HttpOutcome
        {
            Kind = HttpOutcomeKind.Answered,
            Status = 200,
            Body = Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":{{call.Id}},"result":"0x{{number:x64}}"}"""),
        };
    }
}
