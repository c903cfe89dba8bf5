using PolyCloud.ContainerWorker.Host;

namespace PolyCloud.ContainerWorker.Tests.Host;

public sealed class CrashPointTests
{
    [Theory]
    [InlineData("signed:1")]
    [InlineData("Resting:12")]
    [InlineData("filled:3")]
    public void A_moment_and_an_occurrence_are_read(string text) => Assert.NotNull(CrashPoint.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("signed")]
    [InlineData("signed:0")]
    [InlineData("signed:-1")]
    [InlineData("signed:x")]
    [InlineData("1:1")]
    [InlineData("9:1")]
    [InlineData("signed,sent:1")]
    [InlineData("signed:1:2")]
    public void Anything_else_is_none(string text) => Assert.Null(CrashPoint.Parse(text));

    [Fact]
    public void Other_moments_and_earlier_occurrences_pass()
    {
        var point = CrashPoint.Parse("filled:2")!;
        point.Reach(CrashMoment.Signed);
        point.Reach(CrashMoment.Resting);
        point.Reach(CrashMoment.Filled);
    }
}
