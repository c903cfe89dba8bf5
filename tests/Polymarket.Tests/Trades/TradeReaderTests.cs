using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Trades;

namespace PolyCloud.Polymarket.Tests.Trades;

public sealed class TradeReaderTests
{
    private const string Order = "0x03e0b2b622495ebee9c6231845eb137fdef205e6115869d5f5dab5d39dd9715e";
    private const string OtherOrder = "0x98fbd421e581138f1a36b0cf88c2b7c9d8860d4dcac6f8d58144f495ee122055";

    private const string RestTrade = $$$"""
        {"id":"10a2b9d4-0000-4c1e-8f00-000000000001","taker_order_id":"{{{OtherOrder}}}","market":"0xabc","asset_id":"11",
         "side":"BUY","size":"1096.87","fee_rate_bps":"","price":0.518,"status":"TRADE_STATUS_MINED","match_time":"1793491200",
         "last_update":1793491201,"outcome":"Yes","bucket_index":0,"owner":"their-key","maker_address":"0xAA","transaction_hash":null,
         "trader_side":"MAKER","maker_orders":[
          {"order_id":"{{{Order}}}","owner":"our-key","maker_address":"0xBB","matched_amount":"10","price":"0.482","fee_rate_bps":"",
           "asset_id":"22","outcome":"No","side":"buy","builder_code":{"nested":[1,{}]}},
          {"order_id":"{{{OtherOrder}}}","owner":"their-key","maker_address":"0xbb","matched_amount":"1086.87","price":"0.482","asset_id":"22"}]}
        """;

    [Fact]
    public void A_maker_entry_is_ours_by_api_key()
    {
        var trade = Read(RestTrade, TradeOwner.OfApiKey("our-key"));

        Assert.Equal(
            (UInt256.From(11), Side.Buy, new Price(5180), FillStatus.Mined, Timestamp.FromSeconds(1_793_491_200), false),
            (trade.Token, trade.Side, trade.Price, trade.Status, trade.MatchTime, trade.TakerIsOwn));
        Assert.Equal([true, false], trade.Makers.Select(part => part.IsOwn));
        Assert.Equal((UInt256.From(22), new Price(4820), Size.Shares(10)), (trade.Makers[0].Token, trade.Makers[0].Price, trade.Makers[0].Size));
    }

    [Fact]
    public void Recovery_counts_every_key_of_the_wallet_whatever_the_case_of_its_address() =>
        Assert.Equal([true, true], Read(RestTrade, TradeOwner.OfWallet("0xBb")).Makers.Select(part => part.IsOwn));

    [Fact]
    public void A_user_stream_event_is_read_alike()
    {
        var trade = Read(
            $$$"""{"event_type":"trade","type":"TRADE","id":"10a2b9d4-0000-4c1e-8f00-000000000001","taker_order_id":"{{{Order}}}","asset_id":"11","side":"SELL","size":"5","price":"0.5","status":"CONFIRMED","matchtime":"1793491200123","owner":"our-key","trader_side":"TAKER","maker_orders":null}""",
            TradeOwner.OfApiKey("our-key"));

        Assert.Equal((true, FillStatus.Confirmed, Timestamp.FromMilliseconds(1_793_491_200_123)), (trade.TakerIsOwn, trade.Status, trade.MatchTime));
        Assert.Empty(trade.Makers);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("taker_order_id")]
    [InlineData("asset_id")]
    [InlineData("side")]
    [InlineData("size")]
    [InlineData("price")]
    public void A_trade_without_what_money_needs_is_refused(string field) =>
        Assert.False(TryRead(RestTrade.Replace($"\"{field}\":", "\"other\":", StringComparison.Ordinal), TradeOwner.OfApiKey("our-key"), out _));

    [Theory]
    [InlineData("\"size\":\"1096.87\"", "\"size\":[1]")]
    [InlineData("\"size\":\"1096.87\"", "\"size\":\"-3\"")]
    [InlineData("\"price\":0.518", "\"price\":{\"a\":1}")]
    [InlineData("\"price\":0.518", "\"price\":7")]
    [InlineData("\"matched_amount\":\"10\"", "\"matched_amount\":\"\"")]
    [InlineData("\"side\":\"BUY\"", "\"side\":\"HOLD\"")]
    public void A_wrongly_typed_field_is_refused(string from, string to) =>
        Assert.False(TryRead(RestTrade.Replace(from, to, StringComparison.Ordinal), TradeOwner.OfApiKey("our-key"), out _));

    [Theory]
    [InlineData("TRADE_STATUS_MATCHED_NOT_BROADCASTED", FillStatus.Matched)]
    [InlineData("trade_status_failed", FillStatus.Failed)]
    [InlineData("RETRYING", FillStatus.Retrying)]
    [InlineData("SOMETHING_NEW", FillStatus.Matched)]
    public void A_status_is_read_in_either_form_and_an_unknown_one_claims_least(string text, FillStatus status) =>
        Assert.Equal(status, TradeReader.Status(Encoding.ASCII.GetBytes(text)));

    private static TradeRecord Read(string json, TradeOwner owner)
    {
        Assert.True(TryRead(json, owner, out var trade));
        return trade;
    }

    private static bool TryRead(string json, TradeOwner owner, out TradeRecord trade)
    {
        trade = new TradeRecord();
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        var read = TradeReader.TryRead(ref reader, trade, owner);
        Assert.Equal(JsonTokenType.EndObject, reader.TokenType);
        return read;
    }
}
