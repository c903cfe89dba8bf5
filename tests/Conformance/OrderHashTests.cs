using System.Text.Json;
using PolyCloud.Conformance.World;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.Conformance;

/// <summary>The official client and this one make the same order of the same inputs: the venue takes the second for a duplicate of the first.</summary>
public sealed class OrderHashTests(ConformanceWorld world) : IClassFixture<ConformanceWorld>
{
    private const long Milliseconds = 1_793_491_200_000;

    private static long _lastSalt = 28_023_300_000;

    public static TheoryData<string, SignatureType, string, double, double> Orders()
    {
        var orders = new TheoryData<string, SignatureType, string, double, double>();
        foreach (var type in Enum.GetValues<SignatureType>())
        {
            orders.Add(ConformanceWorld.UpToken, type, "BUY", 0.29, 21.04);
            orders.Add(ConformanceWorld.NegativeRiskToken, type, "BUY", 0.31, 7.77);
            orders.Add(ConformanceWorld.PositionToken, type, "BUY", 0.33, 12.34);
            orders.Add(ConformanceWorld.DownToken, type, "SELL", 0.71, 9.99);
        }

        return orders;
    }

    [OfficialClientTheory]
    [MemberData(nameof(Orders))]
    public async Task Equal_inputs_make_one_order_with_one_hash_and_one_signature(string token, SignatureType type, string side, double price, double size)
    {
        using var key = PrivateKey.FromHex(ConformanceWorld.SecondKey);
        var signer = new OrderSigner(new TradingWallet(key, type, FunderOf(type, key.Address)));
        var credential = await world.OpenAsync($"type-{type}", ConformanceWorld.SecondKey, 0, (int)type, signer.Maker.ToString());
        world.Inspect(venue => venue.Exchange.SplitSets(venue.Exchange.AccountOf(new CredentialId(1)), new ListingId(0), Size.Shares(10)));
        var (isNegativeRisk, isPosition) = (token == ConformanceWorld.NegativeRiskToken, token == ConformanceWorld.PositionToken);
        var salt = Interlocked.Add(ref _lastSalt, 1_000_003);

        var official = await world.Client.SignAsync(
            $"type-{type}", new { tokenID = token, price, size, side }, new { tickSize = "0.01", negRisk = isNegativeRisk, version = isPosition ? 3 : 2 }, salt, Milliseconds);
        Assert.True(UInt256.TryParse(token, out var number));
        var fields = Fields(number, side == "BUY" ? Side.Buy : Side.Sell, price, size, salt);
        var contract = isPosition ? ExchangeContract.PositionExchange : isNegativeRisk ? ExchangeContract.NegativeRisk : ExchangeContract.Standard;
        var (hash, signature, entry) = Sign(signer, contract, ref fields, credential.Text("key"), postOnly: false);
        Assert.Equal(official.Text("signature"), signature);
        Assert.Equal(official.Text("makerAmount"), fields.MakerAmount.ToString());

        var posted = await world.Client.CallAsync($"type-{type}", "postOrder", official, "GTC");
        Assert.Equal((hash.ToString(), "live"), (posted.Text("orderID"), posted.Text("status")));
        Assert.Equal(hash, world.Order(posted.Text("orderID"), credential: 1).Order.Id);
        var again = await PostAsync(credential, key.Address, entry);
        Assert.Equal($"order {hash} is invalid. Duplicated.", again.Text("error"));
        await world.Client.CallAsync($"type-{type}", "cancelAll");
    }

    [OfficialClientFact]
    public async Task An_order_of_this_client_is_seen_and_cancelled_by_the_official_one()
    {
        using var key = PrivateKey.FromHex(ConformanceWorld.SecondKey);
        var credential = await world.OpenAsync("reader", ConformanceWorld.SecondKey);
        var signer = new OrderSigner(key);
        Assert.True(UInt256.TryParse(ConformanceWorld.UpToken, out var number));
        var fields = Fields(number, Side.Buy, 0.2, 10, Interlocked.Add(ref _lastSalt, 7));
        var (id, _, entry) = Sign(signer, ExchangeContract.Standard, ref fields, credential.Text("key"), postOnly: true);
        var hash = id.ToString();
        var placed = await PostAsync(credential, key.Address, entry);
        Assert.Equal(hash, placed.Text("orderID"));
        Assert.Equal(hash, (await world.Client.CallAsync("reader", "getOrder", hash)).Text("id"));
        Assert.Equal([hash], (await world.Client.CallAsync("reader", "cancelOrder", new { orderID = hash })).Texts("canceled"));
    }

    private static (Hash256 Hash, string Signature, byte[] Entry) Sign(
        OrderSigner signer, ExchangeContract contract, ref SignedOrderFields fields, string owner, bool postOnly)
    {
        var body = new OrderBody(signer, owner);
        var hash = body.Sign(contract, ref fields, OrderType.Gtc, postOnly, out var entry);
        return (hash, "0x" + Convert.ToHexStringLower(body.Signature), entry.ToArray());
    }

    private static EthereumAddress FunderOf(SignatureType type, EthereumAddress owner) => type switch
    {
        SignatureType.Proxy => WalletDerivation.Proxy(owner),
        SignatureType.GnosisSafe => WalletDerivation.Safe(owner),
        SignatureType.DepositWallet => WalletDerivation.Deposit(owner),
        _ => owner,
    };

    private static SignedOrderFields Fields(UInt256 token, Side side, double price, double size, long salt)
    {
        var (cents, hundredths) = ((int)Math.Round(price * 100), (long)Math.Round(size * 100));
        Assert.Equal(AmountError.None, OrderAmounts.For(side, Price.Cents(cents), new Size(hundredths * 10_000), TickSize.Cent, out var amounts));
        return new SignedOrderFields
        {
            Salt = salt,
            Token = token,
            MakerAmount = amounts.Maker,
            TakerAmount = amounts.Taker,
            Side = side,
            TimestampMilliseconds = Milliseconds,
        };
    }

    private async Task<JsonElement> PostAsync(JsonElement credential, EthereumAddress address, byte[] entry)
    {
        var now = Timestamp.FromSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        var key = new ApiCredential(credential.Text("key"), credential.Text("secret"), credential.Text("passphrase"));
        var call = new TradingRequests(key, address).PostOrder(1, now, entry);
        using var client = new HttpClient { BaseAddress = world.Host.Clob, Timeout = TimeSpan.FromSeconds(20) };
        using var request = new HttpRequestMessage(HttpMethod.Post, call.PathAndQuery) { Content = new ByteArrayContent(call.Body.ToArray()) };
        foreach (var (name, value) in call.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }
}
