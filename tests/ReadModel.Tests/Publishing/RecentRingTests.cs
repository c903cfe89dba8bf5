using FsCheck;
using FsCheck.Fluent;
using PolyCloud.ReadModel.Publishing;

namespace PolyCloud.ReadModel.Tests.Publishing;

public sealed class RecentRingTests
{
    [Fact]
    public void The_newest_come_first_and_the_oldest_leave() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<int[]>(),
        entries =>
        {
            var ring = new RecentRing<int>(5);
            foreach (var entry in entries)
            {
                ring.Add(entry);
            }

            return ring.NewestFirst().SequenceEqual(entries.Reverse().Take(5));
        }));

    [Fact]
    public void A_copy_is_made_only_when_something_changed()
    {
        var ring = new RecentRing<int>(5);
        ring.Add(1);
        var first = ring.NewestFirst();
        Assert.Same(first, ring.NewestFirst());
        ring.Add(2);
        Assert.Equal([2, 1], ring.NewestFirst());
        Assert.Equal([1], first);
    }

    [Fact]
    public void An_entry_is_changed_in_place_until_it_is_pushed_out()
    {
        var ring = new RecentRing<int>(2);
        var number = ring.Next;
        ring.Add(1);
        ring.TryAt(number, out var found) = 9;
        ring.Touch();
        Assert.True(found);
        Assert.Equal([9], ring.NewestFirst());
        ring.Add(2);
        ring.Add(3);
        _ = ring.TryAt(number, out found);
        Assert.False(found);
    }
}
