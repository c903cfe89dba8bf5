using PolyCloud.Polymarket.Chain.Abi;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Polymarket.Tests.Chain.Abi;

public sealed class AbiFunctionTests
{
    [Fact]
    [VectorGroup("selectors")]
    public void Every_selector_is_the_official_one()
    {
        foreach (var selector in SigningVectors.Root.GetProperty("selectors").EnumerateObject())
        {
            Assert.Equal(selector.Value.GetString(), "0x" + Convert.ToHexStringLower(new AbiFunction(selector.Name).Selector.Span));
        }
    }

    [Fact]
    [VectorGroup("events")]
    public void Every_event_topic_is_the_official_one()
    {
        foreach (var topic in SigningVectors.Root.GetProperty("events").EnumerateObject())
        {
            Assert.Equal(topic.Value.GetString(), "0x" + Convert.ToHexStringLower(Keccak256.HashText(topic.Name)));
        }
    }
}
