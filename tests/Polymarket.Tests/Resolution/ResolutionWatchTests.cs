using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Resolution;

namespace PolyCloud.Polymarket.Tests.Resolution;

public sealed class ResolutionWatchTests : IResolutionEvents
{
    private const string Slug = "btc-updown-5m-1793491200";
    private const string Condition = "0x03e0b2b622495ebee9c6231845eb137fdef205e6115869d5f5dab5d39dd97100";
    private static readonly Timestamp Closes = Timestamp.FromSeconds(1_793_491_500);

    private readonly HttpOutbox _outbox = new();
    private readonly List<string> _chainAsked = [];
    private readonly List<(Payout Payout, ResolutionSource Source)> _resolved = [];
    private readonly List<string> _mismatches = [];
    private readonly ResolutionWatch _watch;
    private Timestamp _now = Closes - Duration.FromSeconds(300);

    public ResolutionWatchTests()
    {
        _watch = new ResolutionWatch(new ResolutionWatchOptions(), this, (_, condition) => _chainAsked.Add(condition));
        _watch.Watch(Slug, Condition, Closes, sharesBorders: true);
    }

    [Fact]
    public void Gamma_then_the_data_api_then_the_chain_are_asked_until_one_proves_it()
    {
        GoTo(Closes + Duration.FromSeconds(95));
        Answer($"/markets?slug={Slug}&closed=true", Gamma(closed: false, """["0.505","0.495"]"""));
        Answer("/v2/resolutions", """{"data":[]}""");
        Assert.Equal([Condition], _chainAsked);
        _watch.ChainTold(_now, Condition, null);
        Assert.Empty(_resolved);
        Assert.True(Payout.TryFrom([1, 0], out var up));
        _watch.ChainTold(_now, Condition, up);
        Assert.Equal([(Payout.Of(Outcome.Up), ResolutionSource.Chain)], _resolved);
    }

    [Fact]
    public void The_data_api_proves_it_in_micro_dollars()
    {
        GoTo(Closes + Duration.FromSeconds(95));
        Answer("/markets", "[]");
        Answer("/v2/resolutions", $$"""{"data":[{"condition_id":"{{Condition}}","status":"RESOLVED","reporter":"CHAINLINK","payouts":[0,1000000]}]}""");
        Assert.Equal([(Payout.Of(Outcome.Down), ResolutionSource.Data)], _resolved);
        Assert.Empty(_chainAsked);
    }

    [Theory]
    [InlineData("PROPOSED", "[1000000,0]")]
    [InlineData("RESOLVED", "[]")]
    [InlineData("RESOLVED", "[0,0]")]
    [InlineData("RESOLVED", "[1000000]")]
    [InlineData("UNRESOLVED", "[1000000,0]")]
    public void A_payout_that_is_proposed_or_incomplete_proves_nothing(string status, string payouts)
    {
        GoTo(Closes + Duration.FromSeconds(95));
        Answer("/markets", "[]");
        Answer("/v2/resolutions", $$"""{"data":[{"condition_id":"{{Condition}}","status":"{{status}}","payouts":{{payouts}} }]}""");
        Assert.Empty(_resolved);
    }

    [Fact]
    public void A_split_dollar_has_no_winner()
    {
        GoTo(Closes + Duration.FromSeconds(95));
        Answer("/markets", Gamma(closed: true, """["0.5","0.5"]"""));
        Assert.Empty(_resolved);
        Answer("/v2/resolutions", $$"""{"data":[{"condition_id":"{{Condition}}","status":"resolved","payouts":[500000,500000]}]}""");
        var (payout, _) = Assert.Single(_resolved);
        Assert.Null(payout.Winner);
        Assert.Equal((500_000L, 500_000L), (payout.Up, payout.Down));
    }

    [Fact]
    public void Gamma_proves_a_split_only_where_it_calls_it_resolved()
    {
        GoTo(Closes + Duration.FromSeconds(10));
        Answer("/markets", Gamma(closed: true, """["0.5","0.5"]""", more: ",\"umaResolutionStatus\":\"resolved\""));
        Assert.Null(Assert.Single(_resolved).Payout.Winner);
    }

    [Fact]
    public void The_socket_is_believed_first_and_told_once()
    {
        GoTo(Closes + Duration.FromSeconds(2));
        _watch.SocketTold(_now, Slug, Outcome.Up);
        GoTo(Closes + Duration.FromSeconds(20));
        Answer("/markets", Gamma(closed: true, """["1","0"]"""));
        Assert.Equal([(Payout.Of(Outcome.Up), ResolutionSource.Socket)], _resolved);
        Assert.Empty(_mismatches);
        Assert.Equal(Timestamp.Never, _watch.NextDeadline);
    }

    [Fact]
    public void Sources_that_contradict_each_other_are_a_mismatch()
    {
        _watch.SocketTold(_now, Slug, Outcome.Up);
        GoTo(Closes + Duration.FromSeconds(20));
        Answer("/markets", Gamma(closed: true, """["0","1"]"""));
        Assert.Single(_resolved);
        Assert.Single(_mismatches);
    }

    [Theory]
    [InlineData("100.5", "100.5", """["1","0"]""", 0)]
    [InlineData("100.5", "100.4", """["0","1"]""", 0)]
    [InlineData("100.5", "100.4", """["1","0"]""", 1)]
    [InlineData("100.5", "100.5", """["0","1"]""", 1)]
    public void A_winner_that_the_figures_contradict_is_a_mismatch(string strike, string final, string prices, int mismatches)
    {
        GoTo(Closes + Duration.FromSeconds(20));
        Answer("/markets", Gamma(closed: true, prices, $",\"events\":[{{\"eventMetadata\":{{\"priceToBeat\":{strike},\"finalPrice\":{final} }} }}]"));
        Assert.Equal(mismatches, _mismatches.Count);
    }

    [Fact]
    public void A_price_to_beat_that_is_not_the_last_final_price_is_a_mismatch()
    {
        _watch.PriceToBeatTold(_now, "next", Closes, Price("70000.25"));
        GoTo(Closes + Duration.FromSeconds(20));
        Answer("/markets", Gamma(closed: true, """["1","0"]""", ",\"events\":[{\"eventMetadata\":{\"finalPrice\":\"70000.5\"}}]"));
        Assert.Contains("70000.5", Assert.Single(_mismatches), StringComparison.Ordinal);
    }

    [Fact]
    public void A_market_long_over_is_asked_about_more_seldom()
    {
        GoTo(Closes + Duration.FromSeconds(400));
        Answer("/markets", "[]");
        Answer("/v2/resolutions", "{}");
        Assert.Equal(_now + Duration.FromSeconds(30), _watch.NextDeadline);
    }

    void IResolutionEvents.Resolved(Timestamp now, string slug, Payout payout, ResolutionSource source) => _resolved.Add((payout, source));

    void IResolutionEvents.SettlementMismatch(Timestamp now, string slug, string what) => _mismatches.Add(what);

    private static OraclePrice Price(string text) => OraclePrice.TryParse(Encoding.UTF8.GetBytes(text), out var price) ? price : throw new FormatException(text);

    private static string Gamma(bool closed, string prices, string more = "") =>
        $$"""[{"slug":"{{Slug}}","closed":{{(closed ? "true" : "false")}},"outcomePrices":"{{prices.Replace("\"", "\\\"", StringComparison.Ordinal)}}"{{more}}}]""";

    private void GoTo(Timestamp moment)
    {
        _now = moment;
        _watch.Tick(_now, _outbox);
    }

    private void Answer(string path, string body)
    {
        var call = Assert.Single(_outbox.Calls);
        Assert.StartsWith(path, call.PathAndQuery, StringComparison.Ordinal);
        _outbox.Clear();
        Assert.True(_watch.Completed(_now, call.Id, new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = 200, Body = Encoding.UTF8.GetBytes(body) }, _outbox));
    }
}
