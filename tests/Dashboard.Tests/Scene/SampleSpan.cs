using PolyCloud.Dashboard.Stored;
using PolyCloud.Engine.Values;

namespace PolyCloud.Dashboard.Scene;

/// <summary>Two days of one bot that earns a dollar every other hour and loses half of one in between.</summary>
internal static class SampleSpan
{
    public static Timestamp Begin => Timestamp.FromSeconds(SampleSnapshot.Now.Seconds / 86_400 * 86_400) - Duration.FromSeconds(86_400);

    public static StoredSpan Of()
    {
        var hours = new List<StoredHour>();
        var equity = Money.Dollars(100);
        for (var hour = 0; hour < 30; hour++)
        {
            var earned = new Money(hour % 2 == 0 ? 1_000_000 : -500_000);
            equity += earned;
            hours.Add(new StoredHour(Begin + Duration.FromSeconds(hour * 3_600), earned, new Money(10_000), Money.Dollars(20), 2, equity));
        }

        return new StoredSpan(
            new Dictionary<string, IReadOnlyList<StoredHour>>(StringComparer.Ordinal) { ["b0"] = hours },
            [
                new StoredDay(Begin, Money.Dollars(6), new Money(240_000), Money.Zero, Money.Dollars(480), 48, 96, 2, 288, Money.Dollars(100), Money.Dollars(106)),
                new StoredDay(Begin + Duration.FromSeconds(86_400), new Money(1_500_000), new Money(60_000), Money.Zero, Money.Dollars(120), 12, 24, 0, 72, Money.Dollars(106), new Money(107_500_000)),
            ],
            new Dictionary<string, IReadOnlyList<StoredBar>>(StringComparer.Ordinal)
            {
                ["btc"] = [.. Enumerable.Range(0, 288).Select(static bar => new StoredBar(Begin + Duration.FromSeconds(bar * 300), Money.Dollars(61_000), Money.Dollars(61_010 + bar), Money.Dollars(60_990 - bar), Money.Dollars(61_005)))],
            });
    }
}
