using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Orders;

/// <summary>Turns a placement into a signed order; its hash is known and written down before its bytes can leave.</summary>
internal sealed class OrderComposer
{
    private readonly OrderGatewayOptions _options;
    private readonly OrderBody _body;
    private readonly IOrderGatewayEvents _events;

    public OrderComposer(OrderGatewayOptions options, OrderSigner signer, ApiCredential credential, IOrderGatewayEvents events)
    {
        _options = options;
        _body = new OrderBody(signer, credential.Key);
        _events = events;
    }

    /// <summary>A new order; null where the intent log could not be written.</summary>
    public GatewayOrder? Compose(Timestamp now, in Effect effect, TokenPair pair, ExchangeContract contract, in OrderAmounts amounts)
    {
        if (!TrySign(now, effect, pair, contract, amounts, effect.At.Milliseconds, out var hash, out var entry))
        {
            return null;
        }

        return new GatewayOrder
        {
            Decided = effect,
            Intent = effect.Intent,
            Hash = hash,
            Market = effect.Market,
            ConditionId = pair.Spec.ConditionId,
            Token = pair.Token(effect.Outcome),
            Side = effect.Side,
            Size = amounts.Shares(effect.Side),
            Type = effect.Type,
            Purpose = effect.Purpose,
            DecidedAt = effect.At,
            Entry = entry,
        };
    }

    /// <summary>Signs an order's effect at another moment, which gives it another hash.</summary>
    public bool TrySignAgain(Timestamp now, GatewayOrder order, TokenPair pair, out Hash256 hash, out byte[] entry)
    {
        (hash, entry) = (default, []);
        var effect = order.Decided;
        return ExchangeDomain.TryContract(pair.Spec.Version, pair.Spec.NegativeRisk, out var contract)
            && OrderAmounts.For(effect.Type, effect.Side, effect.Price, effect.Size, pair.Spec.TickSize, out var amounts) == AmountError.None
            && TrySign(now, effect, pair, contract, amounts, Math.Max(now.Milliseconds, effect.At.Milliseconds + 1), out hash, out entry);
    }

    private bool TrySign(
        Timestamp now, in Effect effect, TokenPair pair, ExchangeContract contract, in OrderAmounts amounts, long timestampMilliseconds, out Hash256 hash, out byte[] entry)
    {
        var fields = new SignedOrderFields
        {
            Salt = OrderSalt.Derive(_options.Shard, _options.Epoch, effect.Intent.Number),
            Token = pair.Token(effect.Outcome),
            MakerAmount = amounts.Maker,
            TakerAmount = amounts.Taker,
            Side = effect.Side,
            TimestampMilliseconds = timestampMilliseconds,
        };
        hash = _body.Sign(contract, ref fields, effect.Type, effect.PostOnly, out var written);
        entry = written.ToArray();
        return _events.Signing(now, new SignedIntent(
            effect.Intent, hash, fields.Salt, effect.Market, fields.Token, effect.Side, effect.Price, amounts.Shares(effect.Side), effect.Type, timestampMilliseconds));
    }
}
