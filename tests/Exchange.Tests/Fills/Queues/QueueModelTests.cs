using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Exchange.Fills.Queues;

namespace PolyCloud.Exchange.Tests.Fills.Queues;

public sealed class QueueModelTests
{
    public static TheoryData<int> Numbers => [0, 1, 2, 3];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_shrinking_level_never_lets_the_later_order_overtake(int number) => Prop.ForAll(Level(), level =>
    {
        var model = Of(number);
        var (ahead, more, before, after) = level;
        var first = model.Shrink(ahead, before, after);
        var second = model.Shrink(more, before, after);
        return (first <= second && first >= 0 && second <= after && first <= ahead).Label($"{model.Name}: {level} gives {first} and {second}");
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Cancels_in_proportion_leave_the_same_part_ahead() => Assert.Equal(25, new ProportionalCancels().Shrink(50, 100, 50));

    [Fact]
    public void A_higher_power_puts_more_of_the_cancels_on_the_larger_part() =>
        Assert.True(new PowerCancels(3).Shrink(20, 100, 60) > new PowerCancels(1).Shrink(20, 100, 60));

    [Fact]
    public void Power_one_is_cancels_in_proportion() => Assert.InRange(new PowerCancels(1).Shrink(50_000, 100_000, 40_000), 19_990, 20_010);

    private static Arbitrary<(long Ahead, long More, long Before, long After)> Level() => (
        from before in Gen.Choose(1, 1_000_000)
        from after in Gen.Choose(0, before)
        from more in Gen.Choose(0, before)
        from ahead in Gen.Choose(0, more)
        select ((long)ahead, (long)more, (long)before, (long)after)).ToArbitrary();

    private static IQueueModel Of(int number) => number switch
    {
        0 => new CancelsFromBehind(),
        1 => new ProportionalCancels(),
        2 => new PowerCancels(1),
        _ => new PowerCancels(3),
    };
}
