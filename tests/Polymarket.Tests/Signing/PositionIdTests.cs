using PolyCloud.Engine.Markets;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Polymarket.Tests.Signing;

public sealed class PositionIdTests
{
    [Fact]
    [VectorGroup("isV2PositionId")]
    public void The_layout_is_told_apart_as_the_official_client_does()
    {
        foreach (var vector in SigningVectors.Root.GetProperty("isV2PositionId").EnumerateArray())
        {
            Assert.True(UInt256.TryParse(vector.Text("id"), out var token));
            var isPosition = vector.GetProperty("isV2").GetBoolean();
            Assert.Equal(isPosition, PositionId.HasLayout(token));
            Assert.Equal(isPosition, PositionId.Agrees(MarketVersion.PositionIds, token));
            Assert.Equal(!isPosition, PositionId.Agrees(MarketVersion.ConditionalTokens, token));
            Assert.False(PositionId.Agrees(MarketVersion.Unknown, token));
        }
    }

    [Theory]
    [InlineData(39, true)]
    [InlineData(40, false)]
    [InlineData(63, false)]
    [InlineData(64, false)]
    [InlineData(103, false)]
    [InlineData(104, true)]
    [InlineData(255, true)]
    public void Only_the_reserved_bits_40_to_103_decide(int bit, bool isPosition)
    {
        var words = new ulong[4];
        words[3 - (bit / 64)] = 1UL << (bit % 64);
        Assert.Equal(isPosition, PositionId.HasLayout(new UInt256(words[0], words[1], words[2], words[3])));
    }
}
