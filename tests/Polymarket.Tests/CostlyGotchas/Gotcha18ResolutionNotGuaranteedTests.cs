using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Resolution;

namespace PolyCloud.Polymarket.Tests.CostlyGotchas;

/// <summary>Point 18: the socket's word may never come and the end of a window resolves nothing; it is asked for until it is proved.</summary>
public sealed class Gotcha18ResolutionNotGuaranteedTests : IResolutionEvents
{
    private static readonly Timestamp Closes = Timestamp.FromSeconds(1_793_491_500);

    private readonly List<(Timestamp At, Payout Payout)> _resolved = [];

    [Theory]
    [InlineData(53)]
    [InlineData(152)]
    [InlineData(900)]
    public void Without_the_sockets_word_the_winner_is_found_soon_after_the_venue_knows_it(int secondsAfterEnd)
    {
        var watch = new ResolutionWatch(new ResolutionWatchOptions(), this);
        var outbox = new HttpOutbox();
        watch.Watch("w", "0x1", Closes, sharesBorders: true);
        var known = Closes + Duration.FromSeconds(secondsAfterEnd);
        for (var now = Closes - Duration.FromSeconds(10); now < known + Duration.FromSeconds(60); now += Duration.FromSeconds(1))
        {
            if (watch.NextDeadline <= now)
            {
                Assert.True(now > Closes);
                watch.Tick(now, outbox);
            }

            Answer(watch, outbox, now, now >= known);
        }

        var (at, payout) = Assert.Single(_resolved);
        Assert.InRange((at - known).TotalSeconds, 0, 31);
        Assert.Equal(Outcome.Down, payout.Winner);
    }

    void IResolutionEvents.Resolved(Timestamp now, string slug, Payout payout, ResolutionSource source) => _resolved.Add((now, payout));

    void IResolutionEvents.SettlementMismatch(Timestamp now, string slug, string what) => Assert.Fail(what);

    private static void Answer(ResolutionWatch watch, HttpOutbox outbox, Timestamp now, bool closed)
    {
        while (outbox.Calls.Count > 0)
        {
            var call = outbox.Calls[0];
            outbox.Clear();
            var body = call.Service == VenueService.Data ? "{\"data\":[]}" : closed ? """[{"closed":true,"outcomePrices":"[\"0\", \"1\"]"}]""" : "[]";
            watch.Completed(now, call.Id, new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = 200, Body = Encoding.UTF8.GetBytes(body) }, outbox);
        }
    }
}
