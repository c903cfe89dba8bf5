using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;

namespace PolyCloud.Polymarket.Tests.Signing;

public sealed class EthereumAddressTests
{
    [Fact]
    public void Every_address_of_the_vectors_is_written_with_its_checksum()
    {
        foreach (var entry in SigningVectors.Root.GetProperty("eip712").GetProperty("contracts137").EnumerateObject())
        {
            var text = entry.Value.GetString()!;
            Assert.True(EthereumAddress.TryParse(text.ToLowerInvariant(), out var address));
            Assert.Equal(text, address.ToString());
        }
    }

    [Theory]
    [InlineData("0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266")]
    [InlineData("f39Fd6e51aad88F6F4ce6aB8827279cffFb92266")]
    [InlineData("0xf39fd6e51aad88f6f4ce6ab8827279cfffb9226")]
    [InlineData("0xg39fd6e51aad88f6f4ce6ab8827279cfffb92266")]
    public void A_wrong_checksum_or_shape_is_refused(string text)
    {
        Assert.False(EthereumAddress.TryParse(text, out _));
        Assert.Throws<FormatException>(() => EthereumAddress.Parse(text));
    }
}
