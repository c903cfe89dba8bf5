using PolyCloud.Research.Simulate.Sweeps;

namespace PolyCloud.Simulation.Sweeps;

public sealed class SeedRangeTests
{
    [Theory]
    [InlineData("17", 17, 17)]
    [InlineData("1..2000", 1, 2000)]
    public void A_range_is_a_seed_or_two(string text, ulong first, ulong last) => Assert.Equal(new SeedRange(first, last), SeedRange.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("5..4")]
    [InlineData("1..2..3")]
    [InlineData("-1")]
    [InlineData("x")]
    public void Anything_else_is_refused_by_name(string text) =>
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => SeedRange.Parse(text)).Message, StringComparison.Ordinal);
}
