using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.Polymarket.Tests.Clob;

public sealed class OrderBodyTests : IDisposable
{
    private readonly PrivateKey _key = PrivateKey.FromHex(SigningVectors.PublicTestKey);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Bodies_of_all_types_equal_the_official_ones_byte_for_byte()
    {
        var compared = 0;
        foreach (var vector in OrderVector.All.Where(vector => vector.PostBody is not null))
        {
            var fields = vector.Fields;
            var hash = vector.Body(_key).Sign(vector.Contract, ref fields, vector.OrderType, postOnly: true, out var entry, vector.Order.Number("expiration"));
            Assert.Equal(vector.PostBody, Encoding.UTF8.GetString(entry));
            Assert.Equal(vector.Root.Text("orderHash"), hash.ToString());
            compared++;
        }

        Assert.Equal(25, compared);
    }

    [Fact]
    public void The_longest_order_fits_and_an_owner_cannot_break_out_of_its_text()
    {
        var wallet = new TradingWallet(_key, SignatureType.DepositWallet, WalletDerivation.Deposit(_key.Address));
        var body = new OrderBody(new OrderSigner(wallet), "\"},\"x\":{\"y\":\"" + new string('o', 100));
        var all = new UInt256(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);
        var fields = new SignedOrderFields
        {
            Salt = long.MaxValue, Token = all, MakerAmount = long.MaxValue, TakerAmount = long.MaxValue, Side = Side.Sell, TimestampMilliseconds = long.MaxValue,
        };
        body.Sign(ExchangeContract.Standard, ref fields, OrderType.Gtd, postOnly: false, out var entry, long.MaxValue);

        using var document = JsonDocument.Parse(entry.ToArray());
        Assert.Equal(["deferExec", "postOnly", "order", "owner", "orderType"], document.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.StartsWith("\"},\"x\"", document.RootElement.Text("owner"), StringComparison.Ordinal);
        Assert.Equal(all.ToString(), document.RootElement.GetProperty("order").Text("tokenId"));
    }

    [Theory]
    [InlineData(SignatureType.ExternallyOwnedAccount)]
    [InlineData(SignatureType.DepositWallet)]
    public void From_the_order_to_signed_bytes_with_their_header_nothing_is_allocated(SignatureType type)
    {
        var funder = type == SignatureType.DepositWallet ? WalletDerivation.Deposit(_key.Address) : _key.Address;
        var body = new OrderBody(new OrderSigner(new TradingWallet(_key, type, funder)), OrderVector.Owner);
        var credential = new ApiCredential(OrderVector.Owner, "__79_Pv6-fj39vX08_Lx8O_u7ezr6uno5-bl5OPi4eA=", "phrase");
        var fields = OrderVector.All.First().Fields;
        var header = new byte[ApiCredential.SignatureCharacters];
        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var round = 0; round < 200; round++)
            {
                fields.Salt++;
                body.Sign(ExchangeContract.Standard, ref fields, OrderType.Gtc, postOnly: true, out var entry);
                credential.Sign(1_793_491_200 + round, "POST", "/order", entry, header);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Allocated();
        Assert.Equal(0, Allocated());
    }
}
