using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Approvals;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Tests.Chain.Approvals;

public sealed class ApprovalCheckTests
{
    private const string Unlimited = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";

    private static readonly IReadOnlyList<Approval> Required = Approval.Required(new ContractAddresses());

    [Fact]
    public void A_wallet_that_has_given_everything_misses_nothing()
    {
        var check = Run(static allowance => allowance ? Unlimited : 1.ToString("x64"));
        Assert.Empty(check.Missing);
        Assert.Empty(check.Unread);
    }

    [Fact]
    public void A_new_wallet_misses_everything_and_each_grant_is_unlimited()
    {
        var check = Run(static _ => 0.ToString("x64"));
        Assert.Equal(Required, check.Missing);
        Assert.All(check.Missing, static missing => Assert.EndsWith(
            missing.IsOperator ? 1.ToString("x64") : Unlimited, Convert.ToHexStringLower(missing.Grant().Data.Span), StringComparison.Ordinal));
    }

    [Fact]
    public void A_small_allowance_is_missing() => Assert.Equal(6, Run(static allowance => allowance ? 1_000_000.ToString("x64") : 1.ToString("x64")).Missing.Count);

    [Fact]
    public void What_could_not_be_read_is_neither_given_nor_missing()
    {
        var check = Run(static _ => "");
        Assert.Equal(Required, check.Unread);
        Assert.Empty(check.Missing);
    }

    /// <summary>Answers each call by whether it asks for an allowance.</summary>
    private static ApprovalCheck Run(Func<bool, string> answer)
    {
        var now = Timestamp.FromSeconds(1_793_491_200);
        var outbox = new HttpOutbox();
        var check = new ApprovalCheck(new RpcEndpoints(new RpcOptions()), default, Required);
        check.Start(now, outbox);
        while (outbox.Calls.Count > 0)
        {
            var call = outbox.Calls[0];
            outbox.Clear();
            using var request = JsonDocument.Parse(call.Body);
            var asksAllowance = request.RootElement.GetProperty("params")[0].GetProperty("data").GetString()!.StartsWith("0xdd62ed3e", StringComparison.Ordinal);
            Assert.True(check.Completed(now, call.Id, new HttpOutcome
            {
                Kind = HttpOutcomeKind.Answered,
                Status = 200,
                Body = Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":{{call.Id}},"result":"0x{{answer(asksAllowance)}}"}"""),
            }, outbox));
        }

        Assert.True(check.IsDone);
        return check;
    }
}
