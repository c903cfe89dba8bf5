using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.RateLimits;

namespace PolyCloud.Polymarket.Tests.RateLimits;

public sealed class SlidingWindowTests
{
    private static readonly Timestamp Start = Timestamp.FromSeconds(1_793_491_200);
    private static readonly Duration Second = Duration.FromSeconds(1);

    /// <summary>However the asking is spread, no span of the window's length holds more than the limit.</summary>
    [Fact]
    public void No_span_of_the_windows_length_holds_more_than_the_limit() =>
        Prop.ForAll(Gen.Choose(0, 400_000).ListOf().ToArbitrary(), pauses =>
        {
            var window = new SlidingWindow(5, Second);
            var (now, taken) = (Start, new List<Timestamp>());
            foreach (var pause in pauses)
            {
                now += new Duration(pause);
                if (window.HasRoom(now))
                {
                    window.Count(now);
                    taken.Add(now);
                }
            }

            return taken.All(first => taken.Count(other => other >= first && other < first + Second) <= 5);
        }).QuickCheckThrowOnFailure();

    /// <summary>What it says about room is true: there is room then, and it is not far off.</summary>
    [Fact]
    public void There_is_room_when_it_says_so() =>
        Prop.ForAll(Gen.Choose(0, 300_000).ListOf().ToArbitrary(), pauses =>
        {
            var window = new SlidingWindow(3, Second);
            var now = Start;
            foreach (var pause in pauses)
            {
                now += new Duration(pause);
                var at = window.RoomAt(now);
                if (at < now || at > now + (Second * 2) || (at == now) != window.HasRoom(now))
                {
                    return false;
                }

                now = at;
                if (!window.HasRoom(now))
                {
                    return false;
                }

                window.Count(now);
            }

            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_steady_caller_gets_nearly_all_of_it()
    {
        var window = new SlidingWindow(100, Second);
        var taken = 0;
        for (var micros = 0L; micros < 60_000_000; micros += 1_000)
        {
            var now = Start + new Duration(micros);
            if (window.HasRoom(now))
            {
                window.Count(now);
                taken++;
            }
        }

        Assert.InRange(taken, 5_700, 6_000);
    }
}
