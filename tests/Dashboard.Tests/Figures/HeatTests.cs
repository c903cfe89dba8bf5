namespace PolyCloud.Dashboard.Figures;

public sealed class HeatTests
{
    [Theory]
    [InlineData(0, 10, "heat0")]
    [InlineData(10, 10, "up5")]
    [InlineData(-1, 10, "down1")]
    [InlineData(-10, 10, "down5")]
    public void The_largest_is_the_warmest_and_nothing_is_cold(int amount, int largest, string name) => Assert.Equal(name, Heat.Signed(amount, largest));
}
