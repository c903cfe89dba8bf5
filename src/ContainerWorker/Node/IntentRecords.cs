using System.Text;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Storage.Intents;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>Signed intents as the intent log keeps them.</summary>
internal static class IntentRecords
{
    /// <param name="at">The signed timestamp: engine time of the decision.</param>
    public static IntentRecord Of(in SignedIntent intent, MarketSpec market, long epoch, Timestamp at) => new()
    {
        Intent = intent.Intent,
        Epoch = epoch,
        OrderHash = intent.Hash,
        Salt = intent.Salt,
        Condition = Hash256.TryParse(Encoding.ASCII.GetBytes(market.ConditionId), out var condition) ? condition : default,
        Token = new Hash256(intent.Token.A, intent.Token.B, intent.Token.C, intent.Token.D),
        Side = intent.Side,
        Price = intent.Price,
        Size = intent.Size,
        Type = intent.Type,
        At = at,
    };
}
