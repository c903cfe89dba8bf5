using System.Globalization;
using System.Text.Json;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.Simulate.Workers;

namespace PolyCloud.Simulation.PlantedBugs;

/// <summary>A placement whose answer never came is signed under another salt and sent again.</summary>
internal sealed class ResendWithANewSalt : WorkerParts
{
    private EpochTakeover? _takeover;

    public override EpochTakeover Takeover(TradingWallet wallet, long epoch, IEnumerable<long> previous) => _takeover = base.Takeover(wallet, epoch, previous);

    public override IHttpActor Actor(TradingNode node, TradingWallet wallet) => new Stubborn(node, wallet, _takeover!.Credential!);

    private sealed class Stubborn(TradingNode node, TradingWallet wallet, ApiCredential credential) : ActorBetween(node)
    {
        protected override HttpOutcome Changed(Timestamp now, HttpCall call, in HttpOutcome outcome)
        {
            if (outcome.Kind == HttpOutcomeKind.TimedOut && call is { Method: "POST", PathAndQuery: "/order" or "/orders" })
            {
                var signer = new OrderSigner(wallet);
                var requests = new TradingRequests(credential, signer.Address, signer.Type);
                using var document = JsonDocument.Parse(call.Body);
                foreach (var entry in document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.EnumerateArray().ToArray() : [document.RootElement])
                {
                    SendOwn(requests.PostOrder(0, now, SignedAgain(signer, entry)));
                }
            }

            return outcome;
        }

        private byte[] SignedAgain(OrderSigner signer, JsonElement entry)
        {
            var order = entry.GetProperty("order");
            var isToken = UInt256.TryParse(order.GetProperty("tokenId").GetString()!, out var token);
            Assert.True(isToken, "the order that was written names no token");
            var fields = new SignedOrderFields
            {
                Salt = order.GetProperty("salt").GetInt64() ^ 1,
                Token = token,
                MakerAmount = Number(order, "makerAmount"),
                TakerAmount = Number(order, "takerAmount"),
                Side = order.GetProperty("side").GetString() == "BUY" ? Side.Buy : Side.Sell,
                TimestampMilliseconds = Number(order, "timestamp"),
            };
            var type = entry.GetProperty("orderType").GetString() switch { "GTC" => OrderType.Gtc, "FAK" => OrderType.Fak, _ => OrderType.Fok };
            new OrderBody(signer, credential.Key).Sign(ExchangeContract.Standard, ref fields, type, entry.GetProperty("postOnly").GetBoolean(), out var written);
            return written.ToArray();
        }

        private static long Number(JsonElement order, string name) => long.Parse(order.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
    }
}
