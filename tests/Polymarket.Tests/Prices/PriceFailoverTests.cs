using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Prices;

namespace PolyCloud.Polymarket.Tests.Prices;

public sealed class PriceFailoverTests
{
    private readonly PriceEventLog _log = new();
    private readonly List<bool> _wanted = [];
    private readonly PriceFailover _failover;
    private Timestamp _now = Timestamp.FromSeconds(1_000_000);

    public PriceFailoverTests()
    {
        _failover = new PriceFailover(new PriceFailoverOptions(), ["btc"], _log, _wanted.Add);
        _failover.Start(_now);
    }

    private static OracleTick Tick(long dollars, OracleSource source = OracleSource.Spot) =>
        new(source, new OraclePrice(dollars * OraclePrice.Scale), Timestamp.FromSeconds(dollars));

    /// <summary>Seconds pass; in each the sources speak that are told to.</summary>
    private void Pass(int seconds, bool first = false, bool second = false)
    {
        for (var passed = 0; passed < seconds; passed++)
        {
            _now += Duration.FromSeconds(1);
            if (_failover.NextDeadline <= _now)
            {
                _failover.Tick(_now);
            }

            if (first)
            {
                _failover.First.Price(_now, "btc", Tick(1));
            }

            if (second)
            {
                _failover.Second.Price(_now, "btc", Tick(2));
            }
        }
    }

    [Fact]
    public void While_the_first_source_speaks_the_second_is_neither_asked_for_nor_heard()
    {
        _failover.First.Connected(_now);
        Pass(60, first: true, second: true);
        Assert.Empty(_wanted);
        Assert.Equal(61, _log.Lines.Count);
        Assert.DoesNotContain(_log.Lines, line => line.StartsWith("btc Spot 2", StringComparison.Ordinal));
    }

    [Fact]
    public void Three_seconds_of_silence_hand_over_to_the_second()
    {
        _failover.First.Connected(_now);
        Pass(5, first: true);
        Pass(3);
        Assert.Equal([true], _wanted);
        Assert.True(_failover.IsOnSecond);
        Assert.Equal("lost: the first source is silent", _log.Lines[^1]);
        _failover.Second.Connected(_now);
        Pass(1, second: true);
        Assert.Equal(["connected", "btc Spot 2 2000"], _log.Lines[^2..]);
    }

    [Fact]
    public void An_average_without_a_spot_is_silence_too()
    {
        _failover.First.Connected(_now);
        for (var second = 0; second < 3; second++)
        {
            _now += Duration.FromSeconds(1);
            _failover.First.Price(_now, "btc", Tick(1, OracleSource.TimeWeightedAverage60Seconds));
            _failover.Tick(_now);
        }

        Assert.True(_failover.IsOnSecond);
    }

    [Fact]
    public void A_refusal_hands_over_at_once_and_is_told()
    {
        _failover.First.Refused(_now, "auth_unavailable");
        Assert.Equal([true], _wanted);
        Assert.Equal(["refused auth_unavailable"], _log.Lines);
    }

    [Fact]
    public void The_first_leads_again_after_ten_seconds_without_a_pause_and_the_second_is_let_go()
    {
        _failover.First.Connected(_now);
        Pass(3);
        _failover.Second.Connected(_now);
        Pass(5, first: true, second: true);
        Assert.True(_failover.IsOnSecond);
        Pass(4, second: true);
        Pass(9, first: true, second: true);
        Assert.True(_failover.IsOnSecond);
        Pass(3, first: true, second: true);
        Assert.False(_failover.IsOnSecond);
        Assert.Equal([true, false], _wanted);
        Assert.Equal(1, _failover.Switches);
        Assert.Equal("btc Spot 1 1000", _log.Lines[^1]);
        Assert.Equal(1, _log.Lines.Count(line => line.StartsWith("lost", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_happens_to_the_source_that_does_not_lead_is_no_loss()
    {
        _failover.First.Connected(_now);
        Pass(3);
        _failover.Second.Connected(_now);
        Pass(1, second: true);
        _failover.First.ContinuityLost(_now, "closed");
        Assert.Equal("btc Spot 2 2000", _log.Lines[^1]);
        _failover.Second.ContinuityLost(_now, "closed too");
        Assert.Equal("lost: closed too", _log.Lines[^1]);
    }
}
