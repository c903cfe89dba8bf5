using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Matching;
using Xunit;

namespace PolyCloud.Exchange.Tests.Matching;

public class AnonymousOrderHashTests
{
    [Fact]
    public void Every_place_has_a_hash_of_its_own_and_always_the_same()
    {
        HashSet<Hash256> hashes = [];
        for (var listing = 0; listing < 10; listing++)
        {
            for (var slot = 1; slot <= 20; slot++)
            {
                for (var generation = -5; generation < 5; generation++)
                {
                    Assert.True(hashes.Add(AnonymousOrderHash.Of(new ListingId(listing), slot, generation)));
                }
            }
        }

        Assert.DoesNotContain(hashes, static hash => hash.IsZero);
        Assert.False(hashes.Add(AnonymousOrderHash.Of(new ListingId(3), 4, -2)));
    }
}
