using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Tests.Values;

public sealed class Hash160Tests
{
    [Fact]
    public void Its_text_reads_back_in_either_case()
    {
        Assert.True(Hash160.TryParse("F95f38769d308ca8d61c394316c5ed77a15ce6c6"u8, out var hash));

        Assert.Equal("f95f38769d308ca8d61c394316c5ed77a15ce6c6", hash.ToString());
        Assert.False(hash.IsZero);
        Assert.True(default(Hash160).IsZero);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0xf95f38769d308ca8d61c394316c5ed77a15ce6c6")]
    [InlineData("f95f38769d308ca8d61c394316c5ed77a15ce6c")]
    [InlineData("g95f38769d308ca8d61c394316c5ed77a15ce6c6")]
    public void Anything_but_forty_hexadecimal_digits_is_refused(string text) =>
        Assert.False(Hash160.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out _));
}
