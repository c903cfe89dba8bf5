using System.Text.Json.Nodes;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Tests.Gamma;

public sealed class WindowDiscoveryTests : IWindowEvents
{
    private const long Day = 1773273600;

    private readonly HttpOutbox _outbox = new();
    private readonly WindowDiscovery _discovery;
    private readonly List<string> _discovered = [];
    private readonly List<Timestamp> _opens = [];
    private readonly List<string> _prices = [];
    private readonly List<string> _missed = [];
    private Timestamp _now = Timestamp.FromSeconds(Day);
    private int _calls;

    public WindowDiscoveryTests() => _discovery = new WindowDiscovery(GammaMarkets.Series, new WindowDiscoveryOptions(), this);

    void IWindowEvents.WindowDiscovered(Timestamp now, MarketSpec spec)
    {
        _discovered.Add(spec.Slug);
        _opens.Add(now);
    }

    void IWindowEvents.PriceToBeatKnown(Timestamp now, string slug, OraclePrice price) => _prices.Add(slug + " " + price);

    void IWindowEvents.WindowMissed(Timestamp now, string slug, string why) => _missed.Add(slug + " " + why);

    /// <summary>Runs the discovery for a while against a Gamma that answers each slug as told.</summary>
    private void Run(Duration span, Func<long, Timestamp, HttpOutcome> gamma)
    {
        var end = _now + span;
        while (_discovery.NextDeadline <= end)
        {
            _now = Timestamp.Later(_now, _discovery.NextDeadline);
            _discovery.Tick(_now, _outbox);
            var calls = _outbox.Calls.ToList();
            _outbox.Clear();
            foreach (var call in calls)
            {
                _calls++;
                Assert.StartsWith("/markets?slug=btc-updown-5m-", call.PathAndQuery, StringComparison.Ordinal);
                var start = long.Parse(call.PathAndQuery.Split('-')[^1]);
                Assert.True(_discovery.Completed(_now, call.Id, gamma(start, _now), _outbox));
            }
        }

        _now = end;
    }

    private static HttpOutcome Answer(params JsonNode[] markets) => new() { Kind = HttpOutcomeKind.Answered, Status = 200, Body = GammaMarkets.Answer(markets) };

    private static HttpOutcome LiveVenue(long start, Timestamp now)
    {
        if (now >= Timestamp.FromSeconds(start + 355))
        {
            return Answer(GammaMarkets.Resolved(start, start % 600 == 0 ? "1" : "0"));
        }

        var market = GammaMarkets.Market(start);
        if (now >= Timestamp.FromSeconds(start + 20))
        {
            market["events"] = JsonNode.Parse("[{\"eventMetadata\":{\"priceToBeat\":61000.5}}]");
        }

        return Answer(market);
    }

    [Fact]
    public void A_day_of_windows_is_found_ahead_of_time_with_none_missed_and_none_twice()
    {
        _discovery.Start(_now, _now, Timestamp.Never);
        Run(Duration.FromSeconds(86_400), LiveVenue);

        var expected = Enumerable.Range(0, 288).Select(window => "btc-updown-5m-" + (Day + (window * 300L))).ToList();
        Assert.Equal(expected, _discovered.Take(288));
        Assert.Equal(_discovered.Count, _discovered.Distinct().Count());
        for (var window = 3; window < 288; window++)
        {
            Assert.True(_opens[window] <= Timestamp.FromSeconds(Day + ((window - 2) * 300L)));
        }

        Assert.True(_prices.Count >= 287 && _prices.Count == _prices.Distinct().Count());
        Assert.Empty(_missed);
    }

    [Fact]
    public void A_window_whose_price_to_beat_is_known_is_asked_about_no_more()
    {
        _discovery.Start(_now, _now, _now + Duration.FromSeconds(1));
        Run(Duration.FromSeconds(30), LiveVenue);
        var calls = _calls;
        Run(Duration.FromSeconds(2_000), LiveVenue);
        Assert.Single(_prices);
        Assert.Equal(calls, _calls);
    }

    [Fact]
    public void Errors_and_empty_answers_are_asked_again_with_growing_pauses()
    {
        _discovery.Start(_now, _now, _now + Duration.FromSeconds(1));
        var answers = 0;
        Run(Duration.FromSeconds(60), (start, now) => ++answers switch
        {
            1 => new HttpOutcome { Kind = HttpOutcomeKind.TimedOut },
            2 => new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = 404 },
            3 => Answer(),
            4 => new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = 200, Body = "<html>"u8.ToArray() },
            _ => Answer(GammaMarkets.Market(start)),
        });
        Assert.Equal(["btc-updown-5m-" + Day], _discovered);
        Assert.Equal(Timestamp.FromSeconds(Day + 15), _opens[0]);
    }

    [Fact]
    public void A_window_that_never_appears_is_told_as_missed_with_the_last_problem()
    {
        _discovery.Start(_now, _now, _now + Duration.FromSeconds(1));
        Run(Duration.FromSeconds(400), (_, _) => Answer());
        Assert.Equal(["btc-updown-5m-" + Day + " not listed"], _missed);
        Assert.Empty(_discovered);
        Assert.True(_calls < 40, $"{_calls} calls");
    }

    [Fact]
    public void A_market_of_an_unserved_version_is_missed_for_that_reason()
    {
        _discovery.Start(_now, _now, _now + Duration.FromSeconds(1));
        Run(Duration.FromSeconds(400), (start, _) =>
        {
            var market = GammaMarkets.Market(start);
            market["version"] = "v3";
            return Answer(market);
        });
        Assert.Equal(["btc-updown-5m-" + Day + " version: 'v3' is not served by this client"], _missed);
    }

    [Fact]
    public void A_forgotten_window_is_asked_about_no_more()
    {
        _discovery.Start(_now, _now, _now + Duration.FromSeconds(1));
        Run(Duration.FromSeconds(10), LiveVenue);
        _discovery.Forget("btc-updown-5m-" + Day);
        Run(Duration.FromSeconds(600), LiveVenue);
        Assert.Single(_discovered);
        Assert.Empty(_prices);
        Assert.Empty(_missed);
    }

    [Fact]
    public void An_answer_to_nobody_is_told_apart()
    {
        _discovery.Start(_now, _now, Timestamp.Never);
        Assert.False(_discovery.Completed(_now, 99, Answer(), _outbox));
    }
}
