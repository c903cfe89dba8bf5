using System.Text.Json.Nodes;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Tests.Gamma;

public sealed class EventDiscoveryTests : IWindowEvents
{
    private readonly HttpOutbox _outbox = new();
    private readonly List<string> _told = [];
    private readonly List<string> _refused = [];
    private readonly List<string> _asked = [];
    private Timestamp _now = GammaEvents.Ends - Duration.FromSeconds(400);
    private JsonObject[] _listed = [];

    [Theory]
    [InlineData("event:where-it-ends", "/events?slug=where-it-ends")]
    [InlineData("tag:endings", "/events/keyset?closed=false&order=endDate&ascending=true&limit=100&end_date_min=2026-11-03T13%3A58%3A20Z&tag_slug=endings")]
    public void An_event_is_told_whole_and_once(string source, string path)
    {
        _listed = [GammaEvents.Event()];
        Run(Discover(source), Duration.FromSeconds(200));
        Assert.Equal(["where-it-ends-0", "where-it-ends-1", "where-it-ends-2"], _told);
        Assert.Equal(path, _asked[0]);
        Assert.True(_asked.Count > 2, "it is read again and again");
        Assert.Empty(_refused);
    }

    [Fact]
    public void The_one_that_ends_first_and_the_next_are_told_and_a_further_one_when_the_first_is_over()
    {
        _listed = [GammaEvents.Event("third", endsLater: 600), GammaEvents.Event("first"), GammaEvents.Event("second", endsLater: 300)];
        var discovery = Discover("tag:endings");
        Run(discovery, Duration.FromSeconds(100));
        Assert.Equal(["first", "second"], _told.Select(slug => slug[..^2]).Distinct());
        Run(discovery, Duration.FromSeconds(310));
        Assert.Equal(["first", "second", "third"], _told.Select(slug => slug[..^2]).Distinct());
    }

    [Fact]
    public void An_event_with_a_missing_outcome_is_not_told_and_the_reason_is_said_once()
    {
        _listed = [GammaEvents.Event()];
        _listed[0]["markets"]!.AsArray().RemoveAt(1);
        Run(Discover("tag:endings"), Duration.FromSeconds(300));
        Assert.Empty(_told);
        Assert.Equal(["where-it-ends markets: lack outcome 1"], _refused);
    }

    [Fact]
    public void It_is_told_once_the_missing_outcome_is_listed()
    {
        _listed = [GammaEvents.Event()];
        _listed[0].MarketOf(1)["clobTokenIds"] = "[]";
        var discovery = Discover("tag:endings");
        Run(discovery, Duration.FromSeconds(30));
        Assert.Empty(_told);
        _listed = [GammaEvents.Event()];
        Run(discovery, Duration.FromSeconds(60));
        Assert.Equal(3, _told.Count);
    }

    [Fact]
    public void An_event_in_waiting_that_loses_an_outcome_is_not_told_any_more()
    {
        _listed = [GammaEvents.Event("third", endsLater: 600), GammaEvents.Event("first"), GammaEvents.Event("second", endsLater: 300)];
        var discovery = Discover("tag:endings");
        Run(discovery, Duration.FromSeconds(30));
        _listed[0].MarketOf(0)["acceptingOrders"] = false;
        Run(discovery, Duration.FromSeconds(400));
        Assert.Equal(["first", "second"], _told.Select(slug => slug[..^2]).Distinct());
        Assert.StartsWith("third acceptingOrders", Assert.Single(_refused));
    }

    [Fact]
    public void Windows_under_the_same_tag_are_passed_over_without_a_word()
    {
        _listed = [GammaEvents.Event()];
        _listed[0]["negRisk"] = false;
        Run(Discover("tag:endings"), Duration.FromSeconds(100));
        Assert.Empty(_refused);
        Run(Discover("event:where-it-ends"), Duration.FromSeconds(100));
        Assert.Single(_refused);
        Assert.Empty(_told);
    }

    [Fact]
    public void An_event_that_is_over_is_no_refusal()
    {
        _listed = [GammaEvents.Event()];
        var discovery = Discover("event:where-it-ends");
        Run(discovery, Duration.FromSeconds(410));
        _listed[0].MarketOf(0)["acceptingOrders"] = false;
        Run(discovery, Duration.FromSeconds(200));
        Assert.Equal(3, _told.Count);
        Assert.Empty(_refused);
    }

    [Fact]
    public void Events_that_are_not_wanted_are_not_told()
    {
        _listed = [GammaEvents.Event()];
        Run(Discover("tag:endings", from: GammaEvents.Ends), Duration.FromSeconds(100));
        Assert.Empty(_told);
    }

    [Theory]
    [InlineData("windows")]
    [InlineData("tag:")]
    [InlineData("tag:a b")]
    [InlineData("tag:a:b")]
    [InlineData("series:10684")]
    public void A_source_that_names_no_events_is_none(string text) => Assert.Null(MarketSelector.ParseEvents(text));

    void IWindowEvents.WindowDiscovered(Timestamp now, MarketSpec spec) => _told.Add(spec.Slug);

    void IWindowEvents.PriceToBeatKnown(Timestamp now, string slug, OraclePrice price) => Assert.Fail("an event has none");

    void IWindowEvents.WindowMissed(Timestamp now, string slug, string why) => Assert.Fail("events are refused");

    void IWindowEvents.EventRefused(Timestamp now, string slug, string why) => _refused.Add($"{slug} {why}");

    private EventDiscovery Discover(string source, Timestamp from = default)
    {
        var discovery = new EventDiscovery(MarketSelector.ParseEvents(source)!, "btc", this);
        discovery.Start(_now, from, Timestamp.Never);
        return discovery;
    }

    private void Run(EventDiscovery discovery, Duration span)
    {
        var end = _now + span;
        for (; discovery.NextDeadline <= end; _now = Timestamp.Later(_now, discovery.NextDeadline))
        {
            discovery.Tick(_now, _outbox);
            var calls = _outbox.Calls.ToList();
            _outbox.Clear();
            foreach (var call in calls)
            {
                _asked.Add(call.PathAndQuery);
                Assert.True(discovery.Completed(_now, call.Id, Answer(), _outbox));
            }
        }

        _now = end;
    }

    private HttpOutcome Answer() => new() { Kind = HttpOutcomeKind.Answered, Status = 200, Body = GammaMarkets.Answer([.. _listed.Select(parent => parent.DeepClone())]) };
}
