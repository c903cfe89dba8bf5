using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Tests.Recordings;
using PolyCloud.Polymarket.Trades;
using PolyCloud.Polymarket.User;

namespace PolyCloud.Polymarket.Tests.User;

public sealed class UserFrameReaderTests
{
    private const string OrderId = "0x1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdef";
    private const string Key = "3e2c94ca-8124-c4c1-c7ea-be1ea21b71fe";

    private static readonly Timestamp Now = Timestamp.FromSeconds(1776808414);

    private readonly UserEventLog _log = new();
    private readonly FrameFaults _faults = new();
    private readonly UserFrameReader _reader;

    public UserFrameReaderTests() => _reader = new UserFrameReader(TradeOwner.OfApiKey(Key), _log, _faults);

    private UserFrameKind Read(string frame) => _reader.Read(Now, Encoding.UTF8.GetBytes(frame));

    private static string Order(string status, string matched = "\"\"", string moment = "\"1777824065000\"", string id = OrderId) =>
        "{\"id\":\"" + id + "\",\"market\":\"0x0014\",\"asset_id\":\"256\",\"side\":\"BUY\",\"original_size\":\"12\",\"size_matched\":" + matched
        + ",\"price\":\"0.6\",\"associate_trades\":null,\"type\":\"CANCELLATION\",\"created_at\":\"\",\"status\":\"" + status + "\",\"timestamp\":" + moment + ",\"event_type\":\"order\"}";

    private static string Payload(string folder, string name) => File.ReadAllText(Path.Combine(SharedData.Find(folder)!, name));

    [Theory]
    [InlineData("CANCELED_order couldn't be fully filled. FOK orders are fully filled or killed.", UserOrderState.Cancelled)]
    [InlineData("canceled", UserOrderState.Cancelled)]
    [InlineData("CANCELED_MARKET_RESOLVED", UserOrderState.Cancelled)]
    [InlineData("INVALID", UserOrderState.Invalid)]
    [InlineData("Live", UserOrderState.Live)]
    [InlineData("UNMATCHED", UserOrderState.Unmatched)]
    [InlineData("DELAYED", UserOrderState.Delayed)]
    [InlineData("SOMETHING_NEW", UserOrderState.Unknown)]
    public void The_state_is_understood_by_its_beginning_in_any_case(string text, UserOrderState state)
    {
        Assert.Equal(UserFrameKind.Data, Read(Order(text)));
        Assert.Equal(state, _log.Orders[0].State);
        Assert.Equal(Size.Zero, _log.Orders[0].MatchedTotal);
    }

    [Theory]
    [InlineData("\"1777824065000\"")]
    [InlineData("\"1777824065\"")]
    [InlineData("1777824065")]
    public void Moments_come_in_seconds_or_milliseconds(string moment)
    {
        Read(Order("LIVE", moment: moment));
        Assert.Equal(Timestamp.FromSeconds(1777824065), _log.Orders[0].VenueTime);
    }

    [Fact]
    public void A_damaged_frame_tells_nothing_and_an_event_that_is_not_understood_spares_the_others()
    {
        Read("[" + Order("LIVE") + "," + Order("LIVE")[..^5]);
        Assert.Empty(_log.Orders);
        Read("[" + Order("LIVE") + "," + Order("LIVE", id: "0x78xx") + ",{\"event_type\":\"surprise\"},null," + Order("MATCHED", "\"12\"") + "]");
        Assert.Equal(2, _log.Orders.Count);
        Assert.Equal(1, _faults.Count(FrameFault.Malformed));
        Assert.Equal(2, _faults.Count(FrameFault.WrongShape));
        Assert.Equal(1, _faults.Count(FrameFault.UnknownEvent));
    }

    [Fact]
    public void A_text_with_half_a_surrogate_pair_is_skipped_not_thrown()
    {
        Assert.Equal(UserFrameKind.Nothing, Read("{\"event_type\":\"order\",\"id\":\"\\ud800\",\"side\":\"BUY\"}"));
        Assert.Equal(1, _faults.Count(FrameFault.WrongShape));
    }

    [Fact]
    public void A_pong_is_no_data()
    {
        Assert.Equal(UserFrameKind.Pong, Read("PONG"));
        Assert.Equal(0, _faults.Total);
    }

    [RecordedDataFact(SharedData.Payloads)]
    public void The_order_payloads_of_the_venue_parse_each_to_its_case()
    {
        foreach (var name in new[] { "placement", "update", "matched", "cancellation", "msg" })
        {
            // Their ids have a digit more than a hash has.
            Assert.Equal(UserFrameKind.Data, Read(Payload(SharedData.Payloads, $"ws_user_order_{name}.json").Replace("abcdef12\"", "abcdef\"", StringComparison.Ordinal)));
        }

        Assert.Equal(
            [
                "order Placement Live Buy 0 of 100@0.5",
                "order Update Live Buy 25 of 100@0.5",
                "order Update Matched Buy 100 of 100@0.5",
                "order Cancellation Cancelled Buy 0 of 100@0.5",
                "order Placement Live Buy 0 of 100@0.5",
            ],
            _log.Lines);
        Read(Payload(SharedData.Payloads, "ws_user_order_fok_killed.json").Replace("0x78xx", OrderId, StringComparison.Ordinal));
        Read(Payload(SharedData.Payloads, "ws_user_order_venue_cancel.json").Replace("\"0x0e\"", "\"" + OrderId + "\"", StringComparison.Ordinal));
        Assert.Equal("order Cancellation Cancelled Buy 0 of 12@0.6", _log.Lines[^2]);
        Assert.Equal("order Cancellation Invalid Buy 0 of 20@0.53", _log.Lines[^1]);
    }

    [RecordedDataFact(SharedData.SocketPayloads)]
    public void The_trade_payloads_of_the_venue_parse_with_our_part_in_them()
    {
        foreach (var number in new[] { 1, 2, 3, 4 })
        {
            Assert.Equal(UserFrameKind.Data, Read(Payload(SharedData.SocketPayloads, $"user_trade{number}.json")));
        }

        Assert.Equal("trade f50e8ab2-652d-4dc8-9c82-8e46197fe98d Matched Buy 5@0.52 as taker", _log.Lines[1]);
        Assert.Equal("trade 83b5c849-620e-4c23-b63b-2e779c04a6e7 Confirmed Buy 5@0.49 as maker of 0", _log.Lines[2]);
        Assert.Equal(0, _faults.Total);
    }

    [RecordedDataFact(SharedData.SocketPayloads)]
    public void Damaged_frames_never_throw()
    {
        var random = new DeterministicRandom(77);
        var frames = new[] { "user_trade1.json", "user_trade3.json", "order_cancel.json" }
            .Select(name => Encoding.UTF8.GetBytes(Payload(SharedData.SocketPayloads, name))).ToList();
        for (var round = 0; round < 10_000; round++)
        {
            var frame = frames[random.NextInt32(frames.Count)].ToArray();
            for (var changes = 1 + random.NextInt32(3); changes > 0; changes--)
            {
                frame[random.NextInt32(frame.Length)] = random.Chance(0.5) ? (byte)random.NextInt32(256) : "\"\\{}[],:0u"u8[random.NextInt32(10)];
            }

            _reader.Read(Now, frame);
        }

        Assert.True(_faults.Count(FrameFault.Malformed) > 1000);
        Assert.True(_faults.Count(FrameFault.WrongShape) > 100);
    }
}
