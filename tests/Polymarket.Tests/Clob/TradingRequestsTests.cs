using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;

namespace PolyCloud.Polymarket.Tests.Clob;

public sealed class TradingRequestsTests
{
    private static readonly Timestamp Now = Timestamp.FromSeconds(1_793_491_200);

    private static readonly ApiCredential Credential =
        new("00000000-0000-0000-0000-000000000001", "__79_Pv6-fj39vX08_Lx8O_u7ezr6uno5-bl5OPi4eA=", "the-passphrase");

    private readonly TradingRequests _requests = new(Credential, EthereumAddress.Parse(SigningVectors.TestAddress));

    [Fact]
    public void The_signature_covers_the_very_bytes_and_not_the_query()
    {
        AssertSigned("DELETE", "/cancel-all", "", _requests.CancelAll(1, Now));
        AssertSigned("POST", "/v1/heartbeats", """{"heartbeat_id":""}""", _requests.Heartbeat(2, Now, ""));
        AssertSigned("GET", "/data/orders", "", _requests.Orders(3, Now, conditionId: "0xabc"));
        Assert.Equal("/data/orders?next_cursor=MA%3D%3D&market=0xabc", _requests.Orders(3, Now, conditionId: "0xabc").PathAndQuery);
    }

    [Fact]
    public void Several_orders_are_cancelled_and_placed_by_one_array()
    {
        var hash = new Hash256(0, 0, 0, 1);
        Assert.Equal($"[\"{hash}\",\"{hash}\"]", Encoding.UTF8.GetString(_requests.CancelOrders(1, Now, [hash, hash]).Body.Span));
        Assert.Equal("[{\"a\":1},{\"b\":2}]", Encoding.UTF8.GetString(_requests.PostOrders(1, Now, ["{\"a\":1}"u8.ToArray(), "{\"b\":2}"u8.ToArray()]).Body.Span));
        Assert.Throws<ArgumentOutOfRangeException>(() => _requests.PostOrders(1, Now, new ReadOnlyMemory<byte>[16]));
        Assert.Throws<ArgumentOutOfRangeException>(() => _requests.CancelOrders(1, Now, new Hash256[1001]));
    }

    [Fact]
    public void A_call_does_not_print_its_secrets() =>
        Assert.DoesNotContain("the-passphrase", _requests.CancelAll(1, Now).ToString(), StringComparison.Ordinal);

    private static void AssertSigned(string method, string path, string body, HttpCall call)
    {
        var vector = SigningVectors.Root.GetProperty("l2").EnumerateArray().Single(entry => entry.Text("method") == method && entry.Text("requestPath") == path);
        Assert.Equal((method, body), (call.Method, Encoding.UTF8.GetString(call.Body.Span)));
        Assert.Equal(vector.Text("signature"), call.Headers.Single(header => header.Key == "POLY_SIGNATURE").Value);
        Assert.Equal(SigningVectors.TestAddress, call.Headers.Single(header => header.Key == "POLY_ADDRESS").Value);
        Assert.Equal("1793491200", call.Headers.Single(header => header.Key == "POLY_TIMESTAMP").Value);
    }
}
