using System.Numerics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Tests.Signing;

public sealed class UInt256Tests
{
    private static readonly Gen<byte[]> Bytes = Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf(32);

    [Fact]
    public void Decimal_text_bytes_and_text_again_agree_with_arbitrary_precision_arithmetic() =>
        Prop.ForAll(Bytes.ToArbitrary(), bytes =>
        {
            var expected = new BigInteger(bytes, isUnsigned: true, isBigEndian: true).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var value = UInt256.FromBytes(bytes);
            var written = new byte[32];
            value.WriteTo(written);
            return value.ToString() == expected
                && UInt256.TryParse(Encoding.ASCII.GetBytes(expected), out var parsed)
                && parsed == value
                && written.AsSpan().SequenceEqual(bytes);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("0", "0")]
    [InlineData("007", "7")]
    [InlineData("10000000000000000000", "10000000000000000000")]
    [InlineData("100000000000000000000000000000000000000", "100000000000000000000000000000000000000")]
    [InlineData("115792089237316195423570985008687907853269984665640564039457584007913129639935", "115792089237316195423570985008687907853269984665640564039457584007913129639935")]
    public void Edges_are_read(string text, string written)
    {
        Assert.True(UInt256.TryParse(text, out var value));
        Assert.Equal(written, value.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("0x10")]
    [InlineData("12 ")]
    [InlineData("é")]
    [InlineData("115792089237316195423570985008687907853269984665640564039457584007913129639936")]
    [InlineData("1157920892373161954235709850086879078532699846656405640394575840079131296399350")]
    public void Anything_else_is_refused(string text) => Assert.False(UInt256.TryParse(text, out _));
}
