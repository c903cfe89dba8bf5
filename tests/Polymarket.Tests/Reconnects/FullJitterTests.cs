using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Reconnects;

namespace PolyCloud.Polymarket.Tests.Reconnects;

public sealed class FullJitterTests
{
    private static readonly Duration Shortest = Duration.FromMilliseconds(250);
    private static readonly Duration Longest = Duration.FromSeconds(30);

    [Fact]
    public void Waits_stay_between_the_shortest_and_a_ceiling_that_doubles_up_to_the_longest()
    {
        for (ulong seed = 0; seed < 200; seed++)
        {
            var waits = new FullJitter(Shortest, Longest, new DeterministicRandom(seed));
            var ceiling = Shortest;
            for (var attempt = 0; attempt < 12; attempt++)
            {
                ceiling = new Duration(Math.Min(ceiling.Micros * 2, Longest.Micros));
                var wait = waits.Next();
                Assert.InRange(wait.Micros, Shortest.Micros, ceiling.Micros);
            }
        }
    }

    [Fact]
    public void Waits_of_two_clients_differ_and_of_one_seed_repeat()
    {
        static List<Duration> Waits(ulong seed)
        {
            var waits = new FullJitter(Shortest, Longest, new DeterministicRandom(seed));
            return [.. Enumerable.Range(0, 10).Select(_ => waits.Next())];
        }

        Assert.Equal(Waits(1), Waits(1));
        Assert.NotEqual(Waits(1), Waits(2));
    }

    [Fact]
    public void A_success_starts_from_the_shortest_again()
    {
        var waits = new FullJitter(Shortest, Longest, new DeterministicRandom(1));
        for (var attempt = 0; attempt < 20; attempt++)
        {
            waits.Next();
        }

        waits.Reset();
        Assert.Equal(0, waits.Attempts);
        Assert.True(waits.Next() <= Shortest * 2);
    }
}
