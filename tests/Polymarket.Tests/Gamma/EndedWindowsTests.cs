using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Tests.Gamma;

public sealed class EndedWindowsTests : IWindowEvents
{
    private const long Start = 1773273600;
    private const string Slug = "btc-updown-5m-1773273600";

    private readonly HttpOutbox _outbox = new();
    private readonly EndedWindows _windows;
    private readonly List<MarketSpec> _found = [];
    private readonly List<string> _missed = [];
    private Timestamp _now = Timestamp.FromSeconds(Start + 400);

    public EndedWindowsTests() => _windows = new EndedWindows(GammaMarkets.Series, new WindowDiscoveryOptions(), this);

    void IWindowEvents.WindowDiscovered(Timestamp now, MarketSpec spec) => _found.Add(spec);

    void IWindowEvents.PriceToBeatKnown(Timestamp now, string slug, OraclePrice price) => Assert.Fail("nobody asks for it any more");

    void IWindowEvents.WindowMissed(Timestamp now, string slug, string why) => _missed.Add(slug + " " + why);

    [Fact]
    public void A_window_that_is_not_resolved_yet_is_found_with_the_first_question()
    {
        _windows.Start(_now, [Slug]);
        Assert.True(_windows.IsLooking);
        Answer(GammaMarkets.Answer([GammaMarkets.Market(Start)]));
        Assert.Equal((Slug, Timestamp.FromSeconds(Start + 300)), (_found.Single().Slug, _found[0].Closes));
        Assert.False(_windows.IsLooking);
        Assert.True(_windows.NextDeadline.IsNever);
    }

    [Fact]
    public void A_market_of_an_event_is_found_by_its_own_name_and_belongs_to_no_group_any_more()
    {
        _windows.Start(_now, ["where-it-ends-1"]);
        Answer(GammaMarkets.Answer([GammaEvents.Event().MarketOf(1).DeepClone()]), "slug=where-it-ends-1");
        var found = Assert.Single(_found);
        Assert.Equal(("where-it-ends-1", SettlementRule.Declared, true, false), (found.Slug, found.Settlement, found.NegativeRisk, found.Event.IsMember));
        Assert.Empty(_missed);
    }

    [Fact]
    public void A_resolved_window_is_found_among_the_closed_ones()
    {
        _windows.Start(_now, [Slug]);
        Answer("[]"u8.ToArray());
        Assert.Empty(_found);
        _now = _windows.NextDeadline;
        Answer(GammaMarkets.Answer([GammaMarkets.Resolved(Start, "1")]), "closed=true");
        Assert.Equal(Slug, _found.Single().Slug);
    }

    [Fact]
    public void A_window_that_is_never_found_is_given_up_by_name_after_a_while_and_an_answer_of_another_window_is_none()
    {
        _windows.Start(_now, [Slug]);
        for (var question = 0; question < 1_000 && _windows.IsLooking; question++)
        {
            _now = _windows.NextDeadline;
            Answer(question == 0 ? GammaMarkets.Answer([GammaMarkets.Market(Start + 300)]) : "nonsense"u8.ToArray());
        }

        Assert.Empty(_found);
        Assert.StartsWith(Slug, _missed.Single(), StringComparison.Ordinal);
        Assert.InRange(_now.Seconds - (Start + 400), 600, 1_200);
    }

    [Fact]
    public void Nothing_is_asked_where_nothing_was_left()
    {
        _windows.Start(_now, []);
        Assert.True(_windows.NextDeadline.IsNever);
        Assert.False(_windows.Completed(_now, 1, default));
    }

    private void Answer(byte[] body, string asked = "slug=" + Slug)
    {
        _windows.Tick(_now, _outbox);
        var call = Assert.Single(_outbox.Calls);
        Assert.Contains(asked, call.PathAndQuery, StringComparison.Ordinal);
        _outbox.Clear();
        Assert.True(_windows.Completed(_now, call.Id, new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = 200, Body = body }));
    }
}
