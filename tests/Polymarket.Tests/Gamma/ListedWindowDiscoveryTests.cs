using System.Text;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Tests.Gamma;

/// <summary>Hours, whose slugs nobody computes.</summary>
public sealed class ListedWindowDiscoveryTests : IWindowEvents
{
    private const string Series = "/series?slug=btc-up-or-down-hourly";

    private static readonly Timestamp Hour = Timestamp.FromSeconds(1_793_714_400);
    private static readonly WindowSeries Hours = new("btc", WindowInterval.OneHour);

    private readonly HttpOutbox _outbox = new();
    private readonly IWindowDiscovery _discovery;
    private readonly List<string> _told = [];
    private readonly HashSet<Timestamp> _listed = [.. Enumerable.Range(0, 6).Select(number => Hour + (Hours.Length * number))];
    private Timestamp _now = Hour + Duration.FromSeconds(600);
    private bool _hasSeries = true;
    private Duration _priceAfter = Duration.FromSeconds(15);

    public ListedWindowDiscoveryTests() => _discovery = Hours.Discovery(new WindowDiscoveryOptions { WindowsAhead = 1 }, this);

    [Fact]
    public void The_running_hour_and_the_next_are_told_at_once_and_each_further_one_when_it_comes_within_reach()
    {
        _discovery.Start(_now, Hour, Timestamp.Never);
        Run(Duration.FromSeconds(60));
        Assert.Equal(["h0", "h1", "price h0 100"], _told);
        Run(Duration.FromSeconds(2 * 3_600));
        Assert.Equal(["h0", "h1", "price h0 100", "h2", "price h1 101", "h3", "price h2 102"], _told);
    }

    [Fact]
    public void A_price_to_beat_that_comes_late_is_asked_for_until_it_is_there()
    {
        _priceAfter = Duration.FromSeconds(900);
        _discovery.Start(_now, Hour, Timestamp.Never);
        Run(Duration.FromSeconds(240));
        Assert.DoesNotContain("price h0 100", _told);
        Run(Duration.FromSeconds(120));
        Assert.Contains("price h0 100", _told);
    }

    [Fact]
    public void Hours_that_are_not_wanted_are_not_told()
    {
        _discovery.Start(_now, Hour + Hours.Length, Hour + (Hours.Length * 2));
        Run(Duration.FromSeconds(4 * 3_600));
        Assert.Equal(["h1", "price h1 101"], _told);
    }

    [Fact]
    public void An_hour_that_was_never_listed_is_missed_and_named_by_its_start()
    {
        _listed.Remove(Hour + Hours.Length);
        _discovery.Start(_now, Hour, Hour + (Hours.Length * 2));
        Run(Duration.FromSeconds(2 * 3_600));
        Assert.Contains($"missed btc-1h at {Hour + Hours.Length}: not listed", _told);
    }

    [Fact]
    public void A_series_that_the_venue_does_not_name_yet_is_asked_for_again()
    {
        _hasSeries = false;
        _discovery.Start(_now, Hour, Timestamp.Never);
        Run(Duration.FromSeconds(60));
        Assert.Empty(_told);
        _hasSeries = true;
        Run(Duration.FromSeconds(30));
        Assert.Contains("h0", _told);
    }

    void IWindowEvents.WindowDiscovered(Timestamp now, MarketSpec spec)
    {
        Assert.Equal((SettlementRule.ExchangeCandle, Hours.Length), (spec.Settlement, spec.Closes - spec.Opens));
        _told.Add(spec.Slug);
    }

    void IWindowEvents.PriceToBeatKnown(Timestamp now, string slug, OraclePrice price) => _told.Add($"price {slug} {price}");

    void IWindowEvents.WindowMissed(Timestamp now, string slug, string why) => _told.Add($"missed {slug}: {why}");

    /// <summary>Lets time pass from deadline to deadline, against a catalogue that answers at once.</summary>
    private void Run(Duration span)
    {
        var end = _now + span;
        while (_discovery.NextDeadline <= end)
        {
            Assert.True(_discovery.NextDeadline > _now || _outbox.Calls.Count == 0);
            _now = Timestamp.Later(_now, _discovery.NextDeadline);
            _discovery.Tick(_now, _outbox);
            var calls = _outbox.Calls.ToList();
            _outbox.Clear();
            foreach (var call in calls)
            {
                Assert.True(_discovery.Completed(_now, call.Id, Answer(call.PathAndQuery), _outbox));
                Assert.Empty(_outbox.Calls);
            }
        }

        _now = end;
    }

    private HttpOutcome Answer(string path)
    {
        var body = path.StartsWith(Series, StringComparison.Ordinal) ? _hasSeries ? """[{"id":"10114","slug":"btc-up-or-down-hourly","title":"BTC"}]""" : "[]"
            : path.StartsWith("/events/keyset?", StringComparison.Ordinal) && path.EndsWith("series_id=10114", StringComparison.Ordinal)
                ? $$"""{"events":[{{string.Join(',', _listed.Where(opens => opens + Hours.Length > _now).Select(opens => $$"""{"slug":"e","markets":[{{Market(opens)}}]}"""))}}]}"""
            : path.StartsWith("/markets?slug=h", StringComparison.Ordinal) ? $"[{Market(Hour + (Hours.Length * int.Parse(path["/markets?slug=h".Length..])))}]"
            : throw new InvalidOperationException(path);
        return new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = 200, Body = Encoding.UTF8.GetBytes(body) };
    }

    private string Market(Timestamp opens)
    {
        var number = (opens - Hour).Micros / Hours.Length.Micros;
        var price = _now >= opens + _priceAfter ? $$$""","events":[{"slug":"e","eventMetadata":{"priceToBeat":{{{100 + number}}}}}]""" : "";
        return $$"""
            {"conditionId":"0x{{number:x64}}","slug":"h{{number}}","version":"v1","outcomes":"[\"Up\", \"Down\"]","clobTokenIds":"[\"1{{number}}\", \"2{{number}}\"]",
             "orderPriceMinTickSize":0.01,"orderMinSize":5,"feesEnabled":true,"feeSchedule":{"rate":0.07,"exponent":1,"takerOnly":true},"active":true,"closed":false,
             "acceptingOrders":true,"eventStartTime":"{{opens.ToString()[..19]}}Z","endDate":"{{(opens + Hours.Length).ToString()[..19]}}Z",
             "resolutionSource":"https://www.binance.com/en/trade/BTC_USDT","cryptoMarketConfig":null{{price}}}
            """;
    }
}
