using PolyCloud.Engine.Values;

namespace PolyCloud.ContainerWorker.Histories;

/// <summary>
/// What bots have done in windows since the last look, out of counts that end with each window. A window that opened before the run's first
/// look brings what an earlier run counted: its first counts are where counting begins.
/// </summary>
internal sealed class SeatCounts
{
    private readonly Dictionary<(string Slug, int Bot), (Money Fees, Money Volume, long RoundTrips)> _last = [];

    public void Begin() => _last.Clear();

    /// <summary>By the bot's number.</summary>
    public Dictionary<int, (Money Fees, Money Volume, long RoundTrips)> Since(HistorySample sample, Timestamp runBegan)
    {
        var changes = new Dictionary<int, (Money Fees, Money Volume, long RoundTrips)>();
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var market in sample.Markets)
        {
            present.Add(market.Id);
            foreach (var seat in market.Seats)
            {
                (Money Fees, Money Volume, long RoundTrips) now = (seat.Fees, seat.Volume, seat.RoundTrips);
                var key = (market.Id, seat.Bot.Number);
                var before = _last.TryGetValue(key, out var known) ? known : market.View.Spec.Opens < runBegan ? now : default;
                _last[key] = now;
                var sum = changes.GetValueOrDefault(seat.Bot.Number);
                changes[seat.Bot.Number] = (sum.Fees + now.Fees - before.Fees, sum.Volume + now.Volume - before.Volume, sum.RoundTrips + now.RoundTrips - before.RoundTrips);
            }
        }

        foreach (var gone in _last.Keys.Where(key => !present.Contains(key.Slug)).ToList())
        {
            _last.Remove(gone);
        }

        return changes;
    }
}
