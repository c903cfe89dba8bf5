using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.Polymarket.Tests.Vectors;

/// <summary>One order of the vectors: what was given, and what the official client made of it.</summary>
internal sealed record OrderVector(JsonElement Root)
{
    internal const string Owner = "00000000-0000-0000-0000-000000000001";

    internal static IEnumerable<OrderVector> All { get; } =
        [.. SigningVectors.Root.GetProperty("orders").EnumerateArray().Concat(SigningVectors.Root.GetProperty("crossCheckRust").EnumerateArray()).Select(root => new OrderVector(root))];

    public static TheoryData<int> Numbers { get; } = [.. Enumerable.Range(0, All.Count())];

    internal JsonElement Order => Root.GetProperty("order");

    internal SignatureType Type => (SignatureType)Order.Number("signatureType");

    internal EthereumAddress Maker => EthereumAddress.Parse(Order.Text("maker"));

    internal bool IsPositionExchange => Root.TryGetProperty("domainVersion", out var version) && version.GetString() == "3";

    /// <summary>As a market's version and kind of risk choose it.</summary>
    internal ExchangeContract Contract
    {
        get
        {
            var version = IsPositionExchange ? MarketVersion.PositionIds : MarketVersion.ConditionalTokens;
            Assert.True(ExchangeDomain.TryContract(version, Root.Text("verifyingContract") == "0xe2222d279d744050d28e00520010520000310F59", out var contract));
            return contract;
        }
    }

    /// <summary>The body the official client posts, where the vector holds it.</summary>
    internal string? PostBody => Root.TryGetProperty("postBodyGTC", out var body) || Root.TryGetProperty("postBodyGTD", out body) ? body.GetString() : null;

    internal OrderType OrderType => Order.Number("expiration") == 0 ? OrderType.Gtc : OrderType.Gtd;

    /// <summary>What is given to the signer: without maker, signer and signature type, which it knows itself.</summary>
    internal SignedOrderFields Fields
    {
        get
        {
            Assert.True(UInt256.TryParse(Order.Text("tokenId"), out var token));
            Assert.True(Hash256.TryParse(Encoding.ASCII.GetBytes(Order.Text("metadata")), out var metadata));
            Assert.True(Hash256.TryParse(Encoding.ASCII.GetBytes(Order.Text("builder")), out var builder));
            return new SignedOrderFields
            {
                Salt = Order.Number("salt"),
                Token = token,
                MakerAmount = Order.Number("makerAmount"),
                TakerAmount = Order.Number("takerAmount"),
                Side = Order.Text("side") == "BUY" ? Side.Buy : Side.Sell,
                TimestampMilliseconds = Order.Number("timestamp"),
                Metadata = metadata,
                Builder = builder,
            };
        }
    }

    internal OrderSigner Signer(PrivateKey key) => new(new TradingWallet(key, Type, Maker));

    internal OrderBody Body(PrivateKey key) => new(Signer(key), Owner);
}
