using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;

namespace PolyCloud.Polymarket.Tests.Signing;

public sealed class PrivateKeyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("0x1234")]
    [InlineData("0xzz0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80")]
    [InlineData("0x0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")]
    [InlineData("0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void An_unusable_key_is_refused_by_the_name_of_its_variable_and_never_repeated(string text)
    {
        var exception = Assert.Throws<SigningException>(() => PrivateKey.FromHex(text));

        Assert.Contains("POLYCLOUD_PRIVATE_KEY", exception.Message, StringComparison.Ordinal);
        Assert.True(text.Length < 3 || !exception.ToString().Contains(text[2..], StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_missing_library_is_told_with_the_command_that_installs_it()
    {
        var problem = Secp256k1.Missing(new DllNotFoundException("libsecp256k1.so.1"));
        Assert.Equal("libsecp256k1.so.1", problem.Field);
        Assert.Contains("apt-get install libsecp256k1-1", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_largest_key_of_the_curve_is_usable()
    {
        using var key = PrivateKey.FromHex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140");
        Assert.False(key.Address.IsZero);
    }

    [Fact]
    public void A_key_prints_only_its_address()
    {
        using var key = PrivateKey.FromHex(SigningVectors.PublicTestKey);
        Assert.Equal("private key of " + SigningVectors.TestAddress, key.ToString());
    }

    [Fact]
    public void A_wiped_key_signs_nothing()
    {
        var key = PrivateKey.FromHex(SigningVectors.PublicTestKey);
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Sign(new byte[32], new byte[65]));
    }
}
