using PolyCloud.Polymarket.Chain.Transactions;

namespace PolyCloud.Polymarket.Tests.Chain.Transactions;

/// <summary>The examples of the Ethereum documentation ("Recursive-length prefix serialization").</summary>
public sealed class RlpWriterTests
{
    [Fact]
    public void A_list_of_two_words() =>
        Assert.Equal("02c88363617483646f67", Hex(new RlpWriter().Bytes("cat"u8).Bytes("dog"u8)));

    [Fact]
    public void Zero_is_empty_and_small_numbers_are_themselves() =>
        Assert.Equal("02c6800f820400c0", Hex(new RlpWriter().Number(0).Number(15).Number(1024).EmptyList()));

    [Fact]
    public void A_long_text_has_the_length_of_its_length() =>
        Assert.Equal(
            "02f83a" + "b838" + Convert.ToHexStringLower("Lorem ipsum dolor sit amet, consectetur adipisicing elit"u8),
            Hex(new RlpWriter().Bytes("Lorem ipsum dolor sit amet, consectetur adipisicing elit"u8)));

    private static string Hex(RlpWriter writer) => Convert.ToHexStringLower(writer.ToList(2));
}
