using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Prices.Rtds;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Tests.Sessions;

namespace PolyCloud.Polymarket.Tests.Prices.Rtds;

public sealed class RtdsSessionTests
{
    private const string SubscribeSpot = "{\"action\":\"subscribe\",\"subscriptions\":[{\"topic\":\"crypto_prices_chainlink\",\"type\":\"*\",\"filters\":\"{\\u0022symbol\\u0022:\\u0022btc/usd\\u0022}\"}]}";

    private readonly PriceEventLog _log = new();
    private readonly SocketCommands _commands = new();
    private readonly RtdsSession _session;
    private Timestamp _now = Timestamp.FromSeconds(1_777_384_396);

    public RtdsSessionTests() => _session = new RtdsSession(new RtdsSessionOptions(), _log, new DeterministicRandom(4));

    private void Receive(string frame) => _session.Received(_now, Encoding.UTF8.GetBytes(frame), _commands);

    private static string Update(string exact, string value, string topic = "crypto_prices_chainlink", string symbol = "btc/usd", string extra = "") =>
        "{\"connection_id\":\"ciJH2d2aLPECJfQ=\",\"payload\":{\"full_accuracy_value\":\"" + exact + "\",\"symbol\":\"" + symbol + "\",\"timestamp\":1777384395000,\"value\":" + value + extra + "},\"timestamp\":1777384396157,\"topic\":\"" + topic + "\",\"type\":\"update\"}";

    private void Open()
    {
        _session.Want(true);
        _session.Start(_now, _commands);
        Assert.Equal(["Connect"], _commands.TakeAll());
        _session.Opened(_now, _commands);
    }

    [Fact]
    public void It_connects_only_while_it_is_wanted()
    {
        _session.Start(_now, _commands);
        Assert.Empty(_commands.TakeAll());
        Assert.True(_session.NextDeadline.IsNever);
        _session.Want(true);
        Assert.True(_session.NextDeadline <= _now);
        _session.Tick(_now, _commands);
        Assert.Equal(["Connect"], _commands.TakeAll());
        _session.Opened(_now, _commands);
        _session.Want(false);
        _session.Tick(_now, _commands);
        Assert.Equal("Close", _commands.TakeAll()[^1]);
        _session.Closed(_now, 0, _commands);
        _session.Tick(_now, _commands);
        Assert.Empty(_commands.TakeAll());
        Assert.True(_session.NextDeadline.IsNever);
    }

    [Fact]
    public void A_wish_that_is_taken_back_while_connecting_is_obeyed_once_it_is_open()
    {
        _session.Want(true);
        _session.Start(_now, _commands);
        _session.Want(false);
        Assert.True(_session.NextDeadline.IsNever);
        _session.Opened(_now, _commands);
        Assert.True(_session.NextDeadline <= _now);
        _session.Tick(_now, _commands);
        Assert.Equal("Close", _commands.TakeAll()[^1]);
    }

    [Fact]
    public void Each_topic_is_subscribed_by_a_frame_of_its_own_with_its_filter_as_text()
    {
        Open();
        var sent = _commands.TakeAll();
        Assert.Equal(2, sent.Count);
        Assert.Equal(SubscribeSpot, sent[0]);
        Assert.Contains("crypto_prices_twap_sixty", sent[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Several_assets_are_heard_without_a_filter_because_a_second_would_replace_the_first()
    {
        var session = new RtdsSession(new RtdsSessionOptions { Assets = ["btc", "eth"] }, _log, new DeterministicRandom(4));
        session.Opened(_now, _commands);
        Assert.All(_commands.TakeAll(), frame => Assert.DoesNotContain("filters", frame, StringComparison.Ordinal));
        session.Received(_now, Encoding.UTF8.GetBytes(Update("2277053539005073500000", "2277.0535390050736", symbol: "eth/usd")), _commands);
        session.Received(_now, Encoding.UTF8.GetBytes(Update("83572480899526550000", "83.57248089952655", symbol: "sol/usd")), _commands);
        Assert.Equal(["eth Spot 2277.0535390050735 1777384395000", "connected"], _log.Lines);
        Assert.Equal(1, session.Ignored);
    }

    [Fact]
    public void Integers_of_eighteen_decimals_are_exact_prices()
    {
        Open();
        Receive(Update("76175440000000000000001", "76175.44"));
        Receive(Update("76174000000000000000000", "76174", "crypto_prices_twap_sixty", extra: ",\"window_s\":60"));
        Assert.Equal(["btc Spot 76175.440000000000000001 1777384395000", "connected", "btc TimeWeightedAverage60Seconds 76174 1777384395000"], _log.Lines);
        Assert.True(_session.IsConnected);
    }

    [Theory]
    [InlineData("76175440000000000000000", "7617.544")]
    [InlineData("76175", "76175.44")]
    [InlineData("7.6e22", "76175.44")]
    [InlineData("-76175440000000000000000", "-76175.44")]
    public void A_price_whose_two_forms_disagree_is_refused(string exact, string value)
    {
        Open();
        Receive(Update(exact, value));
        Assert.Equal(["skipped WrongShape"], _log.Lines);
    }

    [Fact]
    public void Snapshots_are_understood_and_left_out_because_the_venue_names_them_all_alike()
    {
        Open();
        Receive("{\"payload\":{\"data\":[{\"timestamp\":1777384336000,\"value\":76228.80923415483},{\"timestamp\":1777384337000,\"value\":76231.68545}],\"symbol\":\"btc/usd\"},\"timestamp\":1777384395710,\"topic\":\"crypto_prices\",\"type\":\"subscribe\"}");
        Assert.Empty(_log.Lines);
        Assert.Equal((1, 0), (_session.Ignored, _session.Faults.Total));
    }

    [Fact]
    public void It_pings_every_five_seconds_and_does_not_count_on_answers()
    {
        Open();
        _commands.TakeAll();
        var pings = 0;
        for (var second = 1; second <= 20; second++)
        {
            _now += Duration.FromSeconds(1);
            Receive(Update("76175440000000000000000", "76175.44"));
            Receive(Update("76174000000000000000000", "76174", "crypto_prices_twap_sixty"));
            if (_session.NextDeadline <= _now)
            {
                _session.Tick(_now, _commands);
            }

            pings += _commands.TakeAll().Count(sent => sent == "PING");
        }

        Assert.Equal(4, pings);
    }

    [Fact]
    public void A_silent_topic_is_subscribed_again_and_thirty_seconds_without_spot_end_the_connection()
    {
        Open();
        _commands.TakeAll();
        var (asked, opened) = (0, _now);
        var sent = new List<string>();
        while (!sent.Contains("Close"))
        {
            _now = _session.NextDeadline;
            _session.Tick(_now, _commands);
            sent = _commands.TakeAll();
            asked += sent.Count(frame => frame == SubscribeSpot);
            Assert.True(_now <= opened + Duration.FromSeconds(31));
        }

        Assert.Equal(2, asked);
        Assert.Equal(opened + Duration.FromSeconds(30), _now);
        Assert.Equal("lost: no spot price came", _log.Lines[^1]);
    }

    [Theory]
    [InlineData("{\"topic\":\"crypto_prices_chainlink\",\"payload\":{\"symbol\":\"btc/usd\"", "Malformed")]
    [InlineData("{\"topic\":\"crypto_prices_chainlink\",\"type\":\"update\",\"payload\":7}", "WrongShape")]
    [InlineData("{\"topic\":\"crypto_prices_twap_sixty\",\"type\":\"update\",\"payload\":{\"symbol\":\"btc/usd\",\"timestamp\":1777384395000,\"value\":1,\"window_s\":30}}", "WrongShape")]
    [InlineData("{\"topic\":\"weather\",\"type\":\"update\",\"payload\":{}}", "UnknownEvent")]
    [InlineData("{\"message\":\"bad request\"}", "WrongShape")]
    [InlineData("[]", "WrongShape")]
    public void Bad_frames_are_counted_and_tell_nothing(string frame, string fault)
    {
        Open();
        Receive(frame);
        Assert.Equal(["skipped " + fault], _log.Lines);
    }
}
