using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;

namespace PolyCloud.Polymarket.Tests.Market;

public sealed class WireDecimalTests
{
    [Theory]
    [InlineData("0.86")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("12902.690000")]
    [InlineData("0.1234560")]
    [InlineData("0.1234567")]
    [InlineData("999999999999999999999")]
    [InlineData("000000000000000000001.5")]
    [InlineData("-1")]
    [InlineData("1e5")]
    [InlineData("1.2.3")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("１")]
    public void The_short_way_reads_what_the_careful_way_reads(string text) => AssertSame(Encoding.UTF8.GetBytes(text), Size.Decimals);

    [Fact]
    public void Both_ways_agree_on_random_texts()
    {
        var random = new DeterministicRandom(11);
        for (var round = 0; round < 50_000; round++)
        {
            var text = new byte[random.NextInt32(24)];
            foreach (ref var character in text.AsSpan())
            {
                character = "00123456789.-"u8[random.NextInt32(random.Chance(0.05) ? 13 : 12)];
            }

            AssertSame(text, random.NextInt32(7));
        }
    }

    private static void AssertSame(byte[] text, int decimals)
    {
        var expected = FixedPointText.TryParse(text, decimals, out var expectedValue);
        var parsed = WireDecimal.TryParse(text, decimals, out var value);
        Assert.Equal((expected, expectedValue), (parsed, value));
    }
}
