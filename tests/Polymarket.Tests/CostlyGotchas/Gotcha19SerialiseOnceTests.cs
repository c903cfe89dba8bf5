using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Orders;

namespace PolyCloud.Polymarket.Tests.CostlyGotchas;

/// <summary>Point 19: a salt above 2^53 is another number after JSON, and a proof over other bytes than the sent ones is refused.</summary>
public sealed class Gotcha19SerialiseOnceTests : IDisposable
{
    private readonly GatewayHarness _gateway = new();

    [Fact]
    public void The_proof_is_over_the_very_bytes_that_are_sent()
    {
        var credential = new ApiCredential("our-key", "c2VjcmV0", "hush");
        _gateway.Handle([_gateway.PlaceEffect(1), _gateway.PlaceEffect(2)]);
        var batch = _gateway.TakenOne();
        _gateway.Answer(batch, 200, $"[{_gateway.Live(1)},{_gateway.Live(2)}]");
        _gateway.Handle([new() { Kind = Engine.Effects.EffectKind.Cancel, Intent = new(1) }, new() { Kind = Engine.Effects.EffectKind.Cancel, Intent = new(2) }]);
        Assert.All([batch, _gateway.TakenOne()], call => Assert.Equal(
            credential.Sign(long.Parse(Header(call, "POLY_TIMESTAMP")), call.Method, call.PathAndQuery, call.Body.Span),
            Header(call, "POLY_SIGNATURE")));
    }

    [Fact]
    public void The_query_is_no_part_of_the_proof()
    {
        var credential = new ApiCredential("our-key", "c2VjcmV0", "hush");
        var requests = new TradingRequests(credential, EthereumAddress.Parse("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266"));
        var now = Timestamp.FromSeconds(1_793_491_200);
        HttpCall[] calls = [requests.Notifications(1, now), requests.TotalEarnings(2, now, new DateOnly(2026, 11, 21)), requests.RefreshCollateral(3, now)];
        Assert.All(calls, call =>
        {
            Assert.Contains('?', call.PathAndQuery);
            Assert.Equal(credential.Sign(1_793_491_200, call.Method, call.PathAndQuery.Split('?')[0], default), Header(call, "POLY_SIGNATURE"));
        });
    }

    [Fact]
    public void A_salt_survives_a_reader_with_floating_point_numbers()
    {
        for (var intent = 1; intent <= 200; intent++)
        {
            var salt = OrderSalt.Derive(intent % 256, intent * 7_919L, intent);
            Assert.True(salt is > 0 and < 1L << 53);
            Assert.Equal(salt, (long)(double)salt);
        }

        using var body = JsonDocument.Parse(_gateway.Place(1).Body);
        Assert.Equal(JsonValueKind.Number, body.RootElement.GetProperty("order").GetProperty("salt").ValueKind);
        Assert.Equal("9400000", body.RootElement.GetProperty("order").GetProperty("makerAmount").GetString());
    }

    public void Dispose() => _gateway.Dispose();

    private static string Header(HttpCall call, string name) => call.Headers.Single(header => header.Key == name).Value;
}
