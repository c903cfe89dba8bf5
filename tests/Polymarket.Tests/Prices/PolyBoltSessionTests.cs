using System.Text;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Prices;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Tests.Prices;

public sealed class PolyBoltSessionTests
{
    private readonly PriceEventLog _log = new();
    private readonly SocketCommands _commands = new();
    private readonly PolyBoltSession _session;
    private Timestamp _now = Timestamp.FromSeconds(1_000_000);

    public PolyBoltSessionTests() =>
        _session = new PolyBoltSession(new PolyBoltSessionOptions(), new ApiCredential("key-1", "c2VjcmV0", "phrase"), _log, new DeterministicRandom(9));

    private List<string> Taken()
    {
        var taken = new List<string>();
        for (var index = 0; index < _commands.Count; index++)
        {
            taken.Add(_commands.Kind(index) == SocketCommandKind.Send ? Encoding.UTF8.GetString(_commands.Message(index).Span) : _commands.Kind(index).ToString());
        }

        _commands.Clear();
        return taken;
    }

    private void Receive(string message) => _session.Received(_now, Encoding.UTF8.GetBytes(message), _commands);

    private void Connect()
    {
        _session.Start(_now, _commands);
        _session.Opened(_now, _commands);
        Receive("{\"op\":\"authed\",\"rid\":\"1\"}");
        Receive("{\"op\":\"subscribed\",\"rid\":\"2\"}");
        Taken();
    }

    private static string Price(string channel, long sequence, string exact, string extra = "") =>
        "{\"v\":1,\"channel\":\"" + channel + "\",\"seq\":" + sequence + ",\"ts\":1776808414123" + extra + ",\"payload\":{\"symbol\":\"btcusd\",\"window_seconds\":60,\"value\":61035.9,\"full_accuracy_value\":\"" + exact + "\",\"timestamp\":1776808414000}}";

    [Fact]
    public void It_authenticates_then_subscribes_then_is_connected()
    {
        _session.Start(_now, _commands);
        Assert.Equal(["Connect"], Taken());
        _session.Opened(_now, _commands);
        Assert.Equal(["{\"op\":\"auth\",\"rid\":\"1\",\"auth\":{\"apiKey\":\"key-1\",\"secret\":\"c2VjcmV0\",\"passphrase\":\"phrase\"}}"], Taken());
        Assert.False(_session.IsConnected);
        Receive("{\"op\":\"authed\",\"rid\":\"1\"}");
        Assert.Equal(
            ["{\"op\":\"subscribe\",\"rid\":\"2\",\"subscriptions\":[{\"channel\":\"price.crypto.twap\",\"filter\":{\"symbol\":\"btcusd\",\"window_seconds\":60}},{\"channel\":\"price.crypto\",\"filter\":{\"symbol\":\"btcusd\"}}]}"],
            Taken());
        Receive("{\"op\":\"subscribed\",\"rid\":\"2\"}");
        Assert.Equal(["connected"], _log.Lines);
        Assert.True(_session.IsConnected);
    }

    [Fact]
    public void Prices_are_exact_to_eighteen_decimals_and_named_by_their_stream()
    {
        Connect();
        Receive(Price("price.crypto.twap", 1, "61035.123456789012345678"));
        Receive(Price("price.crypto", 1, "61035.86"));
        Assert.Equal(["connected", "btc TimeWeightedAverage60Seconds 61035.123456789012345678 1776808414000", "btc Spot 61035.86 1776808414000"], _log.Lines);
    }

    [Fact]
    public void A_snapshot_tells_its_points_in_order_wherever_the_symbol_stands()
    {
        Connect();
        Receive("{\"payload\":{\"data\":[{\"timestamp\":1776808412000,\"value\":61000.5},{\"full_accuracy_value\":\"61001\",\"timestamp\":1776808413000,\"value\":1}],\"symbol\":\"btcusd\"},\"snapshot\":true,\"seq\":1,\"channel\":\"price.crypto\"}");
        Assert.Equal(["connected", "btc Spot 61000.5 1776808412000", "btc Spot 61001 1776808413000"], _log.Lines);
    }

    [Fact]
    public void A_snapshot_with_one_bad_point_tells_none()
    {
        Connect();
        Receive("{\"channel\":\"price.crypto\",\"seq\":1,\"payload\":{\"symbol\":\"btcusd\",\"data\":[{\"timestamp\":1776808412000,\"value\":61000.5},{\"timestamp\":1776808413000,\"value\":\"much\"}]}}");
        Assert.Equal(["connected", "skipped WrongShape"], _log.Lines);
    }

    [Theory]
    [InlineData("{\"channel\":\"price.crypto\",\"payload\":{\"symbol\":\"btcusd\",\"value\":1", "Malformed")]
    [InlineData("{\"channel\":\"price.crypto\",\"payload\":[1]}", "WrongShape")]
    [InlineData("{\"channel\":\"price.crypto\",\"payload\":{\"symbol\":\"btcusd\",\"value\":-1,\"timestamp\":1776808414000}}", "WrongShape")]
    [InlineData("{\"channel\":\"price.crypto\",\"payload\":{\"symbol\":\"ethusd\",\"value\":1,\"timestamp\":1776808414000}}", "UnknownToken")]
    [InlineData("{\"channel\":\"price.crypto.twap\",\"payload\":{\"symbol\":\"btcusd\",\"window_seconds\":30,\"value\":1,\"timestamp\":1776808414000}}", "UnknownToken")]
    [InlineData("{\"op\":\"surprise\"}", "UnknownEvent")]
    [InlineData("7", "WrongShape")]
    [InlineData("", "Malformed")]
    [InlineData("{\"channel\":\"price.crypto\",\"payload\":{\"symbol\":\"\\ud800\",\"value\":1,\"timestamp\":1776808414000}}", "WrongShape")]
    public void Bad_frames_are_counted_and_tell_nothing(string frame, string fault)
    {
        Connect();
        Receive(frame);
        Assert.Equal(["connected", "skipped " + fault], _log.Lines);
        Assert.Equal(1, _session.Faults.Total);
    }

    [Fact]
    public void Skipped_numbers_and_dropped_messages_are_counted()
    {
        Connect();
        Receive(Price("price.crypto", 1, "61035"));
        Receive(Price("price.crypto", 2, "61035"));
        Receive(Price("price.crypto", 5, "61035", ",\"dropped\":2"));
        Assert.Equal((1, 2), (_session.SequenceGaps, _session.Dropped));
    }

    [Fact]
    public void A_ping_is_answered()
    {
        Connect();
        Receive("{\"op\":\"ping\"}");
        Assert.Equal(["{\"op\":\"pong\"}"], Taken());
    }

    [Fact]
    public void One_silent_stream_ends_the_connection_although_the_other_speaks()
    {
        Connect();
        for (var second = 0; second < 9; second++)
        {
            _now += Duration.FromSeconds(1);
            Receive(Price("price.crypto", second + 1, "61035"));
        }

        Assert.Equal(_now + Duration.FromSeconds(1), _session.NextDeadline);
        _now += Duration.FromSeconds(1);
        _session.Tick(_now, _commands);
        Assert.Equal(["Close"], Taken());
        Assert.Equal("lost: a price stream fell silent", _log.Lines[^1]);
    }

    [Fact]
    public void A_refusal_is_told_and_the_next_attempt_waits_longer_and_longer()
    {
        _session.Start(_now, _commands);
        var longest = Duration.Zero;
        for (var attempt = 0; attempt < 10; attempt++)
        {
            _session.Opened(_now, _commands);
            Receive("{\"op\":\"error\",\"code\":\"auth_invalid\",\"rid\":\"1\"}");
            _session.Closed(_now, 0, _commands);
            var wait = _session.NextDeadline - _now;
            longest = wait > longest ? wait : longest;
            _now = _session.NextDeadline;
            _session.Tick(_now, _commands);
        }

        Assert.Contains("refused auth_invalid", _log.Lines);
        Assert.True(longest > Duration.FromSeconds(5), longest.ToString());
    }

    [Fact]
    public void A_drained_server_is_left_for_a_random_time_up_to_ten_seconds()
    {
        _session.Start(_now, _commands);
        var waits = new List<long>();
        for (var attempt = 0; attempt < 200; attempt++)
        {
            _session.Opened(_now, _commands);
            _session.Closed(_now, 4003, _commands);
            waits.Add((_session.NextDeadline - _now).Micros);
            _now = _session.NextDeadline;
            _session.Tick(_now, _commands);
        }

        Assert.All(waits, wait => Assert.InRange(wait, 0, 10_000_000));
        Assert.True(waits.Max() > 9_000_000);
        Assert.True(waits.Min() < 1_000_000);
        Assert.InRange(waits.Average(), 4_000_000, 6_000_000);
        Assert.Equal("lost: closed: the server is emptied (4003)", _log.Lines[^1]);
    }

    [Theory]
    [InlineData("bad_filter")]
    [InlineData("sub_limit")]
    [InlineData("auth_attempts")]
    public void A_refusal_that_asking_again_cannot_mend_waits_the_longest(string code)
    {
        _session.Start(_now, _commands);
        _session.Opened(_now, _commands);
        Receive("{\"op\":\"error\",\"code\":\"" + code + "\",\"rid\":\"1\"}");
        _session.Closed(_now, 0, _commands);
        Assert.Equal(_now + Duration.FromSeconds(30), _session.NextDeadline);
    }

    [Theory]
    [InlineData("auth_expired")]
    [InlineData("auth_unavailable")]
    [InlineData("rate_limited")]
    public void A_refusal_that_passes_is_tried_again_soon(string code)
    {
        _session.Start(_now, _commands);
        _session.Opened(_now, _commands);
        Receive("{\"op\":\"error\",\"code\":\"" + code + "\",\"rid\":\"1\"}");
        _session.Closed(_now, 0, _commands);
        Assert.True(_session.NextDeadline <= _now + Duration.FromMilliseconds(500));
        Assert.Contains("refused " + code, _log.Lines);
    }

    [Theory]
    [InlineData(4001, "refused closed: authentication (4001)")]
    [InlineData(4008, "refused closed: policy (4008)")]
    public void A_refusing_close_code_is_told_and_waits_the_longest(int code, string told)
    {
        Connect();
        _session.Closed(_now, code, _commands);
        Assert.Contains(told, _log.Lines);
        Assert.Equal(_now + Duration.FromSeconds(30), _session.NextDeadline);
    }

    [Fact]
    public void Assets_without_a_spot_stream_are_heard_by_their_average_alone()
    {
        var session = new PolyBoltSession(new PolyBoltSessionOptions { Assets = ["hype"] }, new ApiCredential("key-1", "c2VjcmV0", "phrase"), _log, new DeterministicRandom(9));
        session.Start(_now, _commands);
        session.Opened(_now, _commands);
        Taken();
        session.Received(_now, "{\"op\":\"authed\"}"u8, _commands);
        Assert.Equal(
            ["{\"op\":\"subscribe\",\"rid\":\"2\",\"subscriptions\":[{\"channel\":\"price.crypto.twap\",\"filter\":{\"symbol\":\"hypeusd\",\"window_seconds\":60}}]}"],
            Taken());
    }

    [Fact]
    public void An_asset_that_the_venue_has_no_stream_of_is_refused_by_name()
    {
        var problem = Assert.Throws<ArgumentOutOfRangeException>(() => new PolyBoltSession(
            new PolyBoltSessionOptions { Assets = ["btc", "gold"] }, new ApiCredential("key-1", "c2VjcmV0", "phrase"), _log, new DeterministicRandom(9)));
        Assert.Contains("gold", problem.Message, StringComparison.Ordinal);
    }
}
