using PolyCloud.VectorCatalogue;

namespace PolyCloud.Polymarket.Tests.Vectors;

public sealed class VectorCatalogueTests
{
    [Fact]
    public void Every_group_of_the_official_vectors_is_made_by_the_client_and_none_else_is_claimed() => Assert.Equal(
        VectorGroups.Of(SigningVectors.Root).Order(StringComparer.Ordinal),
        VectorGroups.TestedIn(typeof(VectorCatalogueTests).Assembly).Distinct().Order(StringComparer.Ordinal));
}
