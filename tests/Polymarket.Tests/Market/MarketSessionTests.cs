using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Tests.Market;

public sealed class MarketSessionTests
{
    private const string Data = "{\"event_type\":\"tick_size_change\",\"asset_id\":\"45936375922793925919605092352922707796689801895417366600539442410775071099958\",\"new_tick_size\":\"0.01\"}";

    private readonly MarketEventLog _log = new();
    private readonly SocketCommands _commands = new();
    private readonly MarketSession _session;
    private Timestamp _now = CapturedMarkets.CurrentSpec.Opens + Duration.FromSeconds(10);

    public MarketSessionTests() => _session = new MarketSession(new MarketSessionOptions(), _log, new DeterministicRandom(5));

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
        _session.Watch(CapturedMarkets.Current, CapturedMarkets.CurrentSpec, _commands);
        Assert.Equal(["Connect"], Taken());
        _session.Opened(_now, _commands);
    }

    /// <summary>Lets time pass as a pump would: from deadline to deadline.</summary>
    private void Pass(Duration span, Action? perSecond = null)
    {
        var end = _now + span;
        var second = _now + Duration.FromSeconds(1);
        while (true)
        {
            var next = Timestamp.Earlier(_session.NextDeadline, second);
            if (next > end)
            {
                _now = end;
                return;
            }

            _now = Timestamp.Later(_now, next);
            if (_now >= second)
            {
                perSecond?.Invoke();
                second = _now + Duration.FromSeconds(1);
            }

            if (_session.NextDeadline <= _now)
            {
                _session.Tick(_now, _commands);
            }
        }
    }

    /// <summary>Data so many times a second, for some seconds.</summary>
    private void Speak(int perSecond, int seconds)
    {
        for (var frame = 0; frame < perSecond * seconds; frame++)
        {
            _now += new Duration(Timestamp.PerSecond / perSecond);
            Receive(Data);
        }
    }

    [Theory]
    [InlineData(25, 3)]
    [InlineData(500, 3)]
    [InlineData(19, 8)]
    [InlineData(7, 8)]
    public void A_lively_socket_is_given_up_after_three_seconds_of_silence_and_a_quiet_one_after_eight(int perSecond, int seconds)
    {
        Connect();
        Taken();
        Speak(perSecond, 12);
        _log.Lines.Clear();
        Pass(Duration.FromSeconds(seconds) - Duration.FromMilliseconds(1));
        Assert.Empty(_log.Lines);
        Pass(Duration.FromMilliseconds(1));
        Assert.Equal(["lost: no data while a window is open"], _log.Lines);
    }

    [Fact]
    public void What_an_earlier_connection_was_like_does_not_shorten_the_patience_with_a_fresh_one()
    {
        Connect();
        Speak(50, 12);
        _session.Closed(_now, 1006, _commands);
        Pass(Duration.FromSeconds(5));
        _session.Opened(_now, _commands);
        Receive(Data);
        _log.Lines.Clear();
        Pass(Duration.FromSeconds(7));
        Assert.Empty(_log.Lines);
        Pass(Duration.FromSeconds(1));
        Assert.Equal(["lost: no data while a window is open"], _log.Lines);
    }

    [Fact]
    public void It_connects_when_there_is_a_market_and_subscribes_its_tokens()
    {
        _session.Start(_now, _commands);
        Assert.Empty(Taken());
        _session.Watch(CapturedMarkets.Current, CapturedMarkets.CurrentSpec, _commands);
        Assert.Equal(["Connect"], Taken());
        _session.Opened(_now, _commands);
        Assert.Equal(
            ["{\"assets_ids\":[\"" + CapturedMarkets.CurrentSpec.UpTokenId + "\",\"" + CapturedMarkets.CurrentSpec.DownTokenId + "\"],\"type\":\"market\",\"custom_feature_enabled\":true,\"initial_dump\":true}"],
            Taken());
        Assert.Equal(["connected"], _log.Lines);
        Assert.True(_session.IsConnected);
    }

    [Fact]
    public void Markets_come_and_go_on_the_open_connection()
    {
        Connect();
        Taken();
        Assert.True(_session.Watch(CapturedMarkets.Next, CapturedMarkets.NextSpec, _commands));
        Assert.False(_session.Watch(CapturedMarkets.Next, CapturedMarkets.NextSpec, _commands));
        _session.Unwatch(CapturedMarkets.Current, _commands);
        Assert.Equal(
            [
                "{\"operation\":\"subscribe\",\"assets_ids\":[\"" + CapturedMarkets.NextSpec.UpTokenId + "\",\"" + CapturedMarkets.NextSpec.DownTokenId + "\"],\"custom_feature_enabled\":true}",
                "{\"operation\":\"unsubscribe\",\"assets_ids\":[\"" + CapturedMarkets.CurrentSpec.UpTokenId + "\",\"" + CapturedMarkets.CurrentSpec.DownTokenId + "\"]}",
            ],
            Taken());
        Receive(Data);
        Assert.Equal(1, _session.Faults.Count(FrameFault.UnknownToken));
    }

    [Fact]
    public void It_pings_every_ten_seconds_and_stays_while_data_and_pongs_come()
    {
        Connect();
        Taken();
        Pass(Duration.FromSeconds(60), () =>
        {
            Receive(Data);
            Receive("PONG");
        });
        Assert.Equal(6, Taken().Count(command => command == "PING"));
        Assert.DoesNotContain(_log.Lines, line => line.StartsWith("lost", StringComparison.Ordinal));
    }

    [Fact]
    public void Silence_in_an_open_window_ends_the_connection_although_pongs_come()
    {
        Connect();
        Taken();
        Pass(Duration.FromSeconds(9), () => Receive("PONG"));
        Assert.Equal(["Close"], Taken());
        Assert.Equal("lost: no data while a window is open", _log.Lines[^1]);
        Receive(Data);
        Assert.DoesNotContain(_log.Lines, line => line.StartsWith("tick", StringComparison.Ordinal));
        _session.Closed(_now, 0, _commands);
        Assert.Equal(1, _log.Lines.Count(line => line.StartsWith("lost", StringComparison.Ordinal)));
        Pass(Duration.FromSeconds(1));
        Assert.Equal(["Connect"], Taken());
    }

    [Fact]
    public void Frames_about_other_markets_do_not_hide_the_silence()
    {
        Connect();
        Taken();
        Pass(Duration.FromSeconds(9), () => Receive("{\"event_type\":\"new_market\",\"market\":\"0x1\"}"));
        Assert.Contains("Close", Taken());
    }

    [Fact]
    public void Silence_before_the_window_opens_is_no_stall()
    {
        _now = CapturedMarkets.CurrentSpec.Opens - Duration.FromSeconds(60);
        Connect();
        Taken();
        Pass(Duration.FromSeconds(67), () => Receive("PONG"));
        Assert.DoesNotContain("Close", Taken());
        Pass(Duration.FromSeconds(2));
        Assert.Contains("Close", Taken());
    }

    [Fact]
    public void Without_pongs_the_connection_is_dead_after_thirty_seconds()
    {
        Connect();
        Taken();
        Pass(Duration.FromSeconds(29), () => Receive(Data));
        Assert.DoesNotContain("Close", Taken());
        Pass(Duration.FromSeconds(2), () => Receive(Data));
        Assert.Contains("Close", Taken());
        Assert.Equal("lost: no pong", _log.Lines[^1]);
    }

    [Fact]
    public void After_a_loss_everything_watched_is_subscribed_again()
    {
        Connect();
        Taken();
        _session.Closed(_now, 0, _commands);
        Assert.Equal("lost: the connection was closed", _log.Lines[^1]);
        _session.Watch(CapturedMarkets.Next, CapturedMarkets.NextSpec, _commands);
        Pass(Duration.FromSeconds(1));
        Assert.Equal(["Connect"], Taken());
        _session.Opened(_now, _commands);
        Assert.Contains(CapturedMarkets.NextSpec.UpTokenId, Taken()[0], StringComparison.Ordinal);
        Assert.Equal("connected", _log.Lines[^1]);
    }

    [Fact]
    public void Waits_grow_while_connections_bring_no_data_and_start_again_after_data()
    {
        Connect();
        for (var attempt = 0; attempt < 12; attempt++)
        {
            _session.Closed(_now, 0, _commands);
            _now = _session.NextDeadline;
            _session.Tick(_now, _commands);
            _session.Opened(_now, _commands);
        }

        var lost = _now;
        _session.Closed(_now, 0, _commands);
        var longWait = _session.NextDeadline - lost;
        _now = _session.NextDeadline;
        _session.Tick(_now, _commands);
        _session.Opened(_now, _commands);
        Receive(Data);
        _session.Closed(_now, 0, _commands);
        Assert.True(longWait > Duration.FromSeconds(1), longWait.ToString());
        Assert.True(_session.NextDeadline - _now <= Duration.FromMilliseconds(500));
    }
}
