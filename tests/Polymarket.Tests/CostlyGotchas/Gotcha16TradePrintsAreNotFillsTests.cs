using System.Text;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Market;
using PolyCloud.Polymarket.Trades;
using PolyCloud.Polymarket.User;

namespace PolyCloud.Polymarket.Tests.CostlyGotchas;

/// <summary>
/// The tape prints one trade a taker order, in the taker's token; our fill may be in the other token at the other price. Sizes
/// have six decimals, and the fee rate beside a trade means nothing.
/// </summary>
public sealed class Gotcha16TradePrintsAreNotFillsTests
{
    private const string Key = "3e2c94ca-8124-c4c1-c7ea-be1ea21b71fe";
    private const string Order = "0x1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdef";

    private static readonly Timestamp Now = Timestamp.FromSeconds(1_776_808_414);

    private static string Trade(string takerKey, string makerKey) =>
        "{\"event_type\":\"trade\",\"type\":\"TRADE\",\"id\":\"83b5c849-620e-4c23-b63b-2e779c04a6e7\",\"taker_order_id\":\"" + Order + "\",\"market\":\"0x1\",\"asset_id\":\"1001\",\"side\":\"BUY\",\"size\":\"1.149423\",\"fee_rate_bps\":\"1000\",\"price\":\"0.87\",\"status\":\"MATCHED\",\"match_time\":\"1776808414\",\"outcome\":\"Up\",\"owner\":\"" + takerKey + "\",\"trade_owner\":\"" + takerKey + "\",\"maker_address\":\"0xa\","
        + "\"maker_orders\":[{\"order_id\":\"" + Order.Replace("0x12", "0x99", StringComparison.Ordinal) + "\",\"owner\":\"" + makerKey + "\",\"maker_address\":\"0xb\",\"matched_amount\":\"1.149423\",\"price\":\"0.13\",\"fee_rate_bps\":\"\",\"asset_id\":\"2002\",\"outcome\":\"Down\",\"side\":\"BUY\"}]}";

    private static VenueFill Own(string frame)
    {
        var trades = new Trades();
        var reader = new UserFrameReader(TradeOwner.OfApiKey(Key), trades, new FrameFaults());
        Assert.Equal(UserFrameKind.Data, reader.Read(Now, Encoding.UTF8.GetBytes(frame)));
        return Assert.Single(trades.Fills);
    }

    [Fact]
    public void A_maker_on_the_opposite_outcome_is_filled_in_its_own_token_at_its_own_price_and_pays_nothing()
    {
        var fill = Own(Trade("stranger", Key));
        Assert.True(fill.IsMaker);
        Assert.Equal((UInt256.From(2002), Side.Buy, Price.Cents(13), new Size(1_149_423)), (fill.Token, fill.Side, fill.Price, fill.Size));
        Assert.Equal(Money.Zero, fill.Fee);
    }

    [Fact]
    public void A_takers_fee_comes_from_the_curve_and_not_from_the_rate_beside_the_trade()
    {
        // 0.07 × 1.149423 × 0.87 × 0.13 = 0.0091, where a rate of 1000 basis points would be ten times that.
        var fill = Own(Trade(Key, "stranger"));
        Assert.False(fill.IsMaker);
        Assert.InRange(fill.Fee.Micros, 9_000, 9_200);
    }

    [Fact]
    public void A_print_of_the_tape_carries_no_order_and_tells_no_fill()
    {
        var log = new MarketEventLog();
        var reader = new MarketFrameReader(CapturedMarkets.Directory(), log, new FrameFaults());
        var spec = CapturedMarkets.CurrentSpec;
        reader.Read(Now, Encoding.UTF8.GetBytes(
            $$"""{"market":"{{spec.ConditionId}}","asset_id":"{{spec.UpTokenId}}","price":"0.87","size":"1.149423","fee_rate_bps":"1000","side":"BUY","timestamp":"1776808414000","event_type":"last_trade_price","transaction_hash":"0x1"}"""));
        Assert.Equal([$"trade {CapturedMarkets.Current} Up Buy 1.149423@0.87 1776808414000"], log.Lines);
    }

    private sealed class Trades : IUserEvents
    {
        public List<VenueFill> Fills { get; } = [];

        void IUserEvents.Order(Timestamp now, in UserOrder order) => Assert.Fail("no order was sent");

        void IUserEvents.Trade(Timestamp now, TradeRecord trade) => OwnFills.AppendTo(Fills, trade, FeeSchedule.Crypto);

        void IUserEvents.Connected(Timestamp now)
        {
        }

        void IUserEvents.ContinuityLost(Timestamp now, string why)
        {
        }

        void IUserEvents.FrameSkipped(Timestamp now, FrameFault fault) => Assert.Fail(fault.ToString());
    }
}
