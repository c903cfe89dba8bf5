using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Prices;
using PolyCloud.Polymarket.Prices.Rtds;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Tests.Prices;
using PolyCloud.Polymarket.Tests.Sessions;

namespace PolyCloud.Polymarket.Tests.CostlyGotchas;

/// <summary>
/// The legacy price socket stalls and may be gone for good: it is pinged every five seconds, left after thirty silent ones, and
/// only stands in for the present one; no price older than three seconds leads.
/// </summary>
public sealed class Gotcha17LegacyPricesStallTests
{
    private readonly PriceEventLog _log = new();
    private readonly SocketCommands _commands = new();
    private readonly SocketCommands _legacyCommands = new();
    private readonly PriceFailover _failover;
    private readonly PolyBoltSession _present;
    private readonly RtdsSession _legacy;
    private Timestamp _now = Timestamp.FromSeconds(1_777_384_396);

    public Gotcha17LegacyPricesStallTests()
    {
        _failover = new PriceFailover(new PriceFailoverOptions(), ["btc"], _log, wanted => _legacy!.Want(wanted));
        _present = new PolyBoltSession(new PolyBoltSessionOptions(), new ApiCredential("key-1", "c2VjcmV0", "phrase"), _failover.First, new DeterministicRandom(1));
        _legacy = new RtdsSession(new RtdsSessionOptions(), _failover.Second, new DeterministicRandom(2));
        _failover.Start(_now);
        _present.Start(_now, _commands);
        _legacy.Start(_now, _legacyCommands);
        _present.Opened(_now, _commands);
        _present.Received(_now, "{\"op\":\"authed\"}"u8, _commands);
        _present.Received(_now, "{\"op\":\"subscribed\"}"u8, _commands);
    }

    private void Pass(int seconds, bool present = false, bool legacy = false)
    {
        for (var second = 0; second < seconds; second++)
        {
            _now += Duration.FromSeconds(1);
            if (present)
            {
                _present.Received(_now, Encoding.UTF8.GetBytes($$"""{"channel":"price.crypto","seq":{{_now.Seconds}},"payload":{"symbol":"btcusd","timestamp":{{_now.Milliseconds}},"value":61000} }"""), _commands);
            }

            if (legacy)
            {
                _legacy.Received(_now, Encoding.UTF8.GetBytes($$"""{"payload":{"full_accuracy_value":"61001000000000000000000","symbol":"btc/usd","timestamp":{{_now.Milliseconds}},"value":61001},"topic":"crypto_prices_chainlink","type":"update"}"""), _legacyCommands);
            }

            _failover.Tick(_now);
            if (_legacy.NextDeadline <= _now)
            {
                _legacy.Tick(_now, _legacyCommands);
            }
        }
    }

    [Fact]
    public void While_the_present_socket_speaks_the_legacy_one_is_not_even_connected()
    {
        Pass(60, present: true);
        Assert.Equal(0, _legacyCommands.Count);
    }

    [Fact]
    public void After_three_silent_seconds_nothing_leads_until_the_legacy_socket_speaks()
    {
        Pass(5, present: true);
        Pass(3);
        Assert.Equal("lost: the first source is silent", _log.Lines[^1]);
        Assert.Equal(["Connect"], _legacyCommands.TakeAll());
        _legacy.Opened(_now, _legacyCommands);
        Assert.Equal("lost: the first source is silent", _log.Lines[^1]);
        Pass(1, legacy: true);
        Assert.Contains(_log.Lines[^2..], line => line == "connected");
        Assert.Contains(_log.Lines[^2..], line => line.StartsWith("btc Spot 61001 ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_legacy_socket_that_falls_silent_is_pinged_asked_again_and_left_after_thirty_seconds()
    {
        Pass(3);
        _legacy.Opened(_now, _legacyCommands);
        Pass(5, legacy: true);
        _legacyCommands.TakeAll();
        Pass(29);
        var sent = _legacyCommands.TakeAll();
        Assert.DoesNotContain("Close", sent);
        Assert.InRange(sent.Count(frame => frame == "PING"), 5, 6);
        Assert.Equal(2, sent.Count(frame => frame.Contains("crypto_prices_chainlink", StringComparison.Ordinal)));
        Pass(1);
        Assert.Contains("Close", _legacyCommands.TakeAll());
        Assert.Equal("lost: no spot price came", _log.Lines[^1]);
    }
}
