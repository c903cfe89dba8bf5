using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Tests.Venue;
using PolyCloud.Simulator.Verification;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Simulator.Tests.Verification;

public sealed class OrderSignatureTests
{
    private static readonly JsonElement[] All = [.. Vectors.Section("orders").Concat(Vectors.Section("crossCheckRust"))];

    public static TheoryData<int> Numbers { get; } = [.. Enumerable.Range(0, All.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    [VectorGroup("orders")]
    [VectorGroup("crossCheckRust")]
    public void Every_official_order_has_its_official_hash_and_verifies(int number)
    {
        var (vector, order) = Read(number);
        var (negativeRisk, version) = MarketOf(vector);
        Assert.Equal(vector.Text("structHash")!, Hex(OrderHash.Struct(order)));
        Assert.Equal(vector.Text("domainSeparator")!, Hex(OrderHash.Domain(negativeRisk, version)));
        Assert.Equal(vector.Text("orderHash")!, Hex(OrderHash.Compute(order, negativeRisk, version)));
        Assert.True(OrderSignature.Verify(order, negativeRisk, version));
        Assert.True(WalletAddress.TryParse(Vectors.Address, out var owner));
        Assert.True(DerivedWallets.MayPay(order.SignatureType, owner, order.Maker));
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void No_official_order_verifies_on_another_exchange_nor_with_another_amount_or_type(int number)
    {
        var (vector, order) = Read(number);
        var (negativeRisk, version) = MarketOf(vector);
        var other = version == MarketVersion.PositionIds ? (false, MarketVersion.ConditionalTokens) : (!negativeRisk, version);
        Assert.False(OrderSignature.Verify(order, other.Item1, other.Item2));
        Assert.False(OrderSignature.Verify(order with { MakerAmount = order.MakerAmount + 1 }, negativeRisk, version));
        Assert.False(OrderSignature.Verify(order with { SignatureType = (order.SignatureType + 1) % 4 }, negativeRisk, version));
    }

    [Fact]
    public void No_byte_of_a_wrapped_signature_can_be_changed_left_out_or_added()
    {
        var (vector, order) = Read(Array.FindIndex(All, vector => vector.Text("name")!.StartsWith("POLY_1271", StringComparison.Ordinal)));
        var (negativeRisk, version) = MarketOf(vector);
        Assert.Equal(317, order.Signature.Length);
        for (var position = 0; position < order.Signature.Length; position++)
        {
            var changed = order.Signature.ToArray();
            changed[position] ^= 1;
            Assert.False(OrderSignature.Verify(order with { Signature = changed }, negativeRisk, version));
        }

        Assert.False(OrderSignature.Verify(order with { Signature = order.Signature[..316] }, negativeRisk, version));
        Assert.False(OrderSignature.Verify(order with { Signature = order.Signature[..65] }, negativeRisk, version));
        Assert.False(OrderSignature.Verify(order with { Signature = (byte[])[.. order.Signature.Span, 0] }, negativeRisk, version));
    }

    [Fact]
    public void A_deposit_wallet_does_not_take_the_signature_of_another_owner()
    {
        var (vector, order) = Read(Array.FindIndex(All, vector => vector.Text("name")!.StartsWith("POLY_1271", StringComparison.Ordinal)));
        var (negativeRisk, version) = MarketOf(vector);
        var stranger = DerivedWallets.Deposit(TestWallet.Second.Address);
        Assert.False(OrderSignature.Verify(order with { Maker = stranger, Signer = stranger }, negativeRisk, version));
    }

    private static (bool NegativeRisk, MarketVersion Version) MarketOf(JsonElement vector)
    {
        var contract = vector.Text("verifyingContract");
        return (contract == OrderHash.NegativeRiskExchange, contract == OrderHash.PositionExchange ? MarketVersion.PositionIds : MarketVersion.ConditionalTokens);
    }

    private static (JsonElement Vector, SignedOrder Order) Read(int number)
    {
        // The vectors keep the salt as text; on the wire it is a number.
        var salt = All[number].GetProperty("order").Text("salt")!;
        var order = All[number].GetProperty("order").GetRawText().Replace($"\"salt\": \"{salt}\"", $"\"salt\": {salt}", StringComparison.Ordinal);
        var entry = JsonInput.Read(Encoding.UTF8.GetBytes($$"""{"order":{{order}},"owner":"","orderType":"GTC"}"""), OrderEntry.Read);
        Assert.NotNull(entry);
        return (All[number], entry.Order);
    }

    private static string Hex(byte[] bytes) => "0x" + Convert.ToHexStringLower(bytes);
}
