using System.Diagnostics.CodeAnalysis;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.RateLimits;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;
using PolyCloud.Polymarket.Trades;

namespace PolyCloud.Polymarket.Tests.Orders;

public sealed class OrderGatewayAllocationTests : IOrderGatewayEvents, ITokenCatalog, IDisposable
{
    /// <summary>
    /// Signing and the header's HMAC allocate nothing (their own tests). What an order keeps is its record, its body, for when it must be
    /// sent again, and its call with the header's texts: these live until the venue has answered, on other threads, so they are not
    /// pooled.
    /// </summary>
    private const long BytesOfOneOrder = 2_400;

    private const int Warming = 300;
    private const int Measured = 200;

    private static readonly Timestamp Now = Timestamp.FromSeconds(1_793_491_210);

    private readonly PrivateKey _key = PrivateKey.FromHex(SigningVectors.PublicTestKey);
    private readonly HttpOutbox _outbox = new();
    private readonly TokenPair _pair = new(new MarketId(0), Market.CapturedMarkets.CurrentSpec);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void A_placement_allocates_what_it_keeps_and_a_step_without_work_nothing()
    {
        var gateway = new OrderGateway(
            new OrderGatewayOptions { Epoch = 7, RateLimits = new SignerRateLimitOptions { OrderBurst = 2 * (Warming + Measured) } },
            new OrderSigner(_key), new ApiCredential("our-key", "c2VjcmV0", "hush"), this, this);
        Place(gateway, 1, Warming);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Place(gateway, Warming + 1, Measured);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Measured;
        Assert.InRange(each, 1, BytesOfOneOrder);

        before = GC.GetAllocatedBytesForCurrentThread();
        for (var step = 0; step < 100; step++)
        {
            gateway.Flush(Now, _outbox);
        }

        var idle = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(0, idle);
    }

    private void Place(OrderGateway gateway, long first, int count)
    {
        for (var intent = first; intent < first + count; intent++)
        {
            gateway.Handle(
                Now,
                new Effect
                {
                    Kind = EffectKind.Place,
                    Type = OrderType.Gtc,
                    Side = Side.Buy,
                    Outcome = Outcome.Up,
                    PostOnly = true,
                    Market = new MarketId(0),
                    Price = Price.Cents(47),
                    Size = Size.Shares(20),
                    Intent = new IntentId(intent),
                    At = Now,
                },
                _outbox);
            gateway.Flush(Now, _outbox);
            if (_outbox.Calls.Count != 1)
            {
                throw new InvalidOperationException($"{_outbox.Calls.Count} calls for one order");
            }

            _outbox.Clear();
        }
    }

    bool IOrderGatewayEvents.Signing(Timestamp now, in SignedIntent intent) => true;

    bool IOrderGatewayEvents.IsWanted(IntentId intent) => true;

    void IOrderGatewayEvents.Reported(Timestamp now, in OrderReport report) => Assert.Fail(report.Reason.ToString());

    void IOrderGatewayEvents.ModeChanged(Timestamp now, VenueMode mode)
    {
    }

    void IOrderGatewayEvents.CancelDebtChanged(Timestamp now, in CancelDebt debt)
    {
    }

    void IOrderGatewayEvents.FillsKnown(Timestamp now, ReadOnlySpan<VenueFill> fills)
    {
    }

    bool ITokenCatalog.TryMarket(MarketId market, [NotNullWhen(true)] out TokenPair? pair)
    {
        pair = _pair;
        return true;
    }

    bool ITokenCatalog.TryToken(in UInt256 token, [NotNullWhen(true)] out TokenPair? pair, out Outcome outcome)
    {
        (pair, outcome) = (_pair, Outcome.Up);
        return true;
    }
}
