using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Tests.Venue;

namespace PolyCloud.Simulator.Tests.Relayer;

public sealed class HostileChainInputTests
{
    private static readonly Dictionary<string, string> Key = new() { ["RELAYER_API_KEY"] = "k", ["RELAYER_API_KEY_ADDRESS"] = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266" };

    private readonly TestVenue _venue = new();

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"type":"SAFE","from":"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266","to":"0xA238CBeb142c10Ef7Ad8442C6D1f9E89e07e7761"}""")]
    [InlineData("""{"type":"WALLET","from":1,"to":2}""")]
    public void A_submission_that_cannot_be_read_is_refused(string body) => Assert.Equal(400, _venue.Call("POST", "/submit", body, Key).Status);

    [Theory]
    [InlineData("""{"id":1,"method":"eth_sendRawTransaction","params":["0x02"]}""")]
    [InlineData("""{"id":1,"method":"eth_sendRawTransaction","params":["0x02ff"]}""")]
    [InlineData("""{"id":1,"method":"eth_call","params":[{"to":"0xC011a7E12a19f7B1f670d46F03B03f3342E82DFB","data":"0x70a08231"}]}""")]
    [InlineData("""{"id":1,"method":"eth_getTransactionCount","params":["0xC011a7E12a19f7B1f670d46F03B03f3342E82DFB","0xfffffffffffffffff"]}""")]
    [InlineData("""{"id":1,"method":"debug_traceCall","params":[]}""")]
    public void A_node_refuses_what_it_cannot_read(string body) => Assert.True(_venue.Call("POST", "/rpc", body).Body.TryGetProperty("error", out _));

    [Fact]
    public void Damaged_transactions_never_throw()
    {
        var random = new DeterministicRandom(5);
        var valid = Encoding.ASCII.GetBytes("""{"id":1,"method":"eth_sendRawTransaction","params":["0x02f86f8189808506fc23ac00850ba43b740083030d4094ada100db00ca00073811820692005400218fce1f8084deadbeefc001a0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"]}""");
        for (var round = 0; round < 2_000; round++)
        {
            var damaged = valid.ToArray();
            for (var change = 0; change < 3; change++)
            {
                damaged[56 + random.NextInt64(0, valid.Length - 60)] = (byte)"0123456789abcdef"[(int)random.NextInt64(0, 16)];
            }

            Assert.InRange(_venue.Call("POST", "/rpc", Encoding.ASCII.GetString(damaged)).Status, 200, 400);
        }
    }
}
