using System.Text;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;

namespace PolyCloud.Polymarket.Tests.Signing;

public sealed class Keccak256Tests
{
    [Theory]
    [InlineData("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")]
    public void The_digests_everybody_knows_come_out(string text, string digest) =>
        Assert.Equal(digest, Convert.ToHexStringLower(Keccak256.HashText(text)));

    /// <summary>Function selectors and event topics of the vectors are digests of texts of many lengths.</summary>
    [Fact]
    public void Selectors_and_event_topics_of_the_contracts_come_out()
    {
        foreach (var entry in SigningVectors.Root.GetProperty("selectors").EnumerateObject())
        {
            Assert.Equal(entry.Value.GetString(), "0x" + Convert.ToHexStringLower(Keccak256.HashText(entry.Name))[..8]);
        }

        foreach (var entry in SigningVectors.Root.GetProperty("events").EnumerateObject())
        {
            Assert.Equal(entry.Value.GetString(), "0x" + Convert.ToHexStringLower(Keccak256.HashText(entry.Name)));
        }
    }

    /// <summary>
    /// Lengths around one block of 136 bytes, where the padding is one byte, shares the last byte, or needs a block of its own.
    /// The digest of the digests of 0 to 299 letters a, computed by a bitwise implementation that was checked against SHA3-256.
    /// </summary>
    [Fact]
    public void Every_length_around_the_block_size_is_padded_right()
    {
        var digests = new byte[300 * 32];
        for (var length = 0; length < 300; length++)
        {
            Keccak256.Hash(Encoding.ASCII.GetBytes(new string('a', length)), digests.AsSpan(length * 32));
        }

        var all = new byte[32];
        Keccak256.Hash(digests, all);
        Assert.Equal("843be5ba2db1457af128c3d7285686f08cec78dbe868d66ec37dd589763e6182", Convert.ToHexStringLower(all));
    }

    [Fact]
    public void Hashing_allocates_nothing()
    {
        var data = new byte[400];
        var digest = new byte[32];
        Keccak256.Hash(data, digest);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < 100; round++)
        {
            Keccak256.Hash(data, digest);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(0, allocated);
    }
}
