using System.Text;
using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.ContainerWorker.Tests.Takeover;

public sealed class EpochTakeoverTests : IDisposable
{
    private const string NoOrders = """{"data":[],"next_cursor":"LTE=","limit":100,"count":0}""";
    private const string OneOrder =
        """{"data":[{"id":"0x00000000000000000000000000000000000000000000000000000000000000aa","status":"LIVE","original_size":"20","size_matched":"0","side":"BUY","price":"0.47"}],"next_cursor":"LTE=","limit":100,"count":1}""";

    private readonly PrivateKey _key = PrivateKey.FromHex(new string('1', 64));
    private Timestamp _now = Timestamp.FromSeconds(1_793_714_400);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void The_first_epoch_only_gets_its_own_credential()
    {
        var takeover = Started(1);
        Answer(takeover, "GET /auth/derive-api-key", "POST /auth/api-key", Credential("own"));
        Assert.Equal(TakeoverStep.Done, takeover.Step);
        Assert.NotNull(takeover.Credential);
    }

    [Fact]
    public void Orders_of_the_previous_epoch_are_cancelled_until_none_is_left_then_its_credential_goes()
    {
        var takeover = Started(2, 1);
        Assert.Equal("GET /auth/derive-api-key", Next(takeover, 200, Credential("old")));
        Assert.Equal("DELETE /cancel-all", Next(takeover, 200, Cancelled));
        Assert.Equal("GET /data/orders", Next(takeover, 200, OneOrder));
        Wait(takeover);
        ProveClear(takeover);
        Assert.Equal(1, takeover.OrdersFound);
        Assert.Equal(TakeoverStep.Own, takeover.Step);
    }

    [Fact]
    public void Lost_answers_are_asked_for_again_until_they_come()
    {
        var takeover = Started(2, 1);
        _ = Next(takeover, 200, Credential("old"));
        foreach (var (call, answer) in new[] { ("DELETE /cancel-all", Cancelled), ("GET /data/orders", NoOrders), ("DELETE /auth/api-key", "\"OK\"") })
        {
            for (var lost = 0; lost < 3; lost++)
            {
                Assert.Equal(call, Lose(takeover));
                Wait(takeover);
            }

            Assert.Equal(call, Next(takeover, 200, answer));
        }

        Assert.Equal(TakeoverStep.Own, takeover.Step);
    }

    [Fact]
    public void A_delete_whose_answer_was_lost_ends_with_the_refusal_of_the_deleted_credential()
    {
        var takeover = Started(2, 1);
        _ = Next(takeover, 200, Credential("old"));
        _ = Next(takeover, 200, Cancelled);
        _ = Next(takeover, 200, NoOrders);
        _ = Lose(takeover);
        Wait(takeover);
        Assert.Equal("DELETE /auth/api-key", Next(takeover, 401, "{}"));
        Assert.Equal(TakeoverStep.Own, takeover.Step);
    }

    [Fact]
    public void A_refused_credential_is_no_proof_while_the_venue_still_gives_it()
    {
        var takeover = Started(2, 1);
        var began = _now;
        while (_now - began < Duration.FromSeconds(15))
        {
            Assert.Equal("GET /auth/derive-api-key", Next(takeover, 200, Credential("old")));
            Assert.Equal("DELETE /cancel-all", Next(takeover, 401, "{}"));
            Assert.NotEqual(TakeoverStep.Own, takeover.Step);
            Wait(takeover);
        }

        // Longer than the dead-man switch needs to sweep what it had.
        while (takeover.Step != TakeoverStep.Own && _now - began < Duration.FromSeconds(30))
        {
            _ = Next(takeover, 200, Credential("old"));
            _ = Next(takeover, 401, "{}");
            Wait(takeover);
        }

        Assert.Equal(TakeoverStep.Own, takeover.Step);
    }

    [Fact]
    public void A_refused_credential_that_the_venue_no_longer_gives_is_passed_over()
    {
        var takeover = Started(2, 1);
        _ = Next(takeover, 200, Credential("old"));
        _ = Next(takeover, 401, "{}");
        Wait(takeover);
        Assert.Equal("GET /auth/derive-api-key", Next(takeover, 400, """{"error":"Could not derive api key!"}"""));
        Assert.Equal(TakeoverStep.Own, takeover.Step);
    }

    [Fact]
    public void Every_previous_epoch_that_still_has_a_credential_is_cleared()
    {
        var takeover = Started(4, 3, 2, 1);
        Assert.Equal("GET /auth/derive-api-key", Next(takeover, 400, """{"error":"Could not derive api key!"}"""));
        for (var epoch = 2; epoch > 0; epoch--)
        {
            ClearPrevious(takeover);
        }

        Assert.Equal("POST /auth/api-key", Next(takeover, 200, Credential("own")));
        Wait(takeover);
        Assert.Equal(TakeoverStep.Done, takeover.Step);
    }

    /// <summary>The venue holds a marketable order before it matches it, and it is neither open nor cancellable meanwhile.</summary>
    [Fact]
    public void What_the_previous_credential_sent_last_is_waited_out_before_anything_is_traded()
    {
        var takeover = Started(2, 1);
        ClearPrevious(takeover);
        var gone = _now;
        Answer(takeover, "GET /auth/derive-api-key", "POST /auth/api-key", Credential("own"));
        Assert.Equal(TakeoverStep.WaitOut, takeover.Step);
        Assert.False(takeover.HasStopped);
        Wait(takeover);
        Assert.Equal(TakeoverStep.Done, takeover.Step);
        Assert.True(_now - gone >= Duration.FromMilliseconds(1000), $"{_now - gone}");
    }

    [Fact]
    public void A_page_that_is_not_the_last_proves_nothing()
    {
        var takeover = Started(2, 1);
        _ = Next(takeover, 200, Credential("old"));
        _ = Next(takeover, 200, Cancelled);
        Assert.Equal("GET /data/orders", Next(takeover, 200, """{"data":[],"next_cursor":"MTAw","limit":100,"count":0}"""));
        Wait(takeover);
        Assert.Equal("DELETE /cancel-all", Next(takeover, 200, Cancelled));
    }

    [Fact]
    public void A_wallet_that_the_venue_refuses_ends_the_takeover()
    {
        var takeover = Started(1);
        Assert.Equal("POST /auth/api-key", Next(takeover, 401, """{"error":"Invalid L1 Request headers"}"""));
        Assert.Equal(TakeoverStep.Refused, takeover.Step);
        Assert.Null(takeover.Credential);
    }

    private const string Cancelled = """{"canceled":[],"not_canceled":{}}""";

    private static string Credential(string name) => $$"""{"apiKey":"{{name}}","secret":"c2VjcmV0","passphrase":"hush"}""";

    private EpochTakeover Started(long epoch, params long[] previous)
    {
        var takeover = new EpochTakeover(new TradingWallet(_key), epoch, previous);
        takeover.Start(_now);
        return takeover;
    }

    /// <summary>The next credential before is still there, and nothing of it rests.</summary>
    private void ClearPrevious(EpochTakeover takeover)
    {
        Assert.Equal("GET /auth/derive-api-key", Next(takeover, 200, Credential("old")));
        ProveClear(takeover);
    }

    private void ProveClear(EpochTakeover takeover)
    {
        Assert.Equal("DELETE /cancel-all", Next(takeover, 200, Cancelled));
        Assert.Equal("GET /data/orders", Next(takeover, 200, NoOrders));
        Assert.Equal("DELETE /auth/api-key", Next(takeover, 200, "\"OK\""));
    }

    private void Answer(EpochTakeover takeover, string orElse, string expected, string body)
    {
        var path = Next(takeover, 200, body);
        Assert.True(path == expected || path == orElse, path);
    }

    private string Next(EpochTakeover takeover, int status, string body) =>
        End(takeover, new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = status, Body = Encoding.UTF8.GetBytes(body) });

    private string Lose(EpochTakeover takeover) => End(takeover, new HttpOutcome { Kind = HttpOutcomeKind.TimedOut });

    private string End(EpochTakeover takeover, HttpOutcome outcome)
    {
        var call = Assert.Single(takeover.Outbox.Calls);
        takeover.Outbox.Clear();
        takeover.HttpCompleted(_now, call.Id, outcome);
        return call.Method + " " + call.PathAndQuery.Split('?')[0];
    }

    private void Wait(EpochTakeover takeover)
    {
        if (takeover.Outbox.Calls.Count == 0 && !takeover.NextDeadline.IsNever)
        {
            _now = Timestamp.Later(_now, takeover.NextDeadline);
            takeover.Tick(_now);
        }
    }
}
