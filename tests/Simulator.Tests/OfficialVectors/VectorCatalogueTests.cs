using PolyCloud.Simulator.Tests.Venue;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Simulator.Tests.OfficialVectors;

public sealed class VectorCatalogueTests
{
    [Fact]
    public void Every_group_of_the_official_vectors_is_verified_by_the_simulator_and_none_else_is_claimed() => Assert.Equal(
        VectorGroups.Of(Vectors.Root).Order(StringComparer.Ordinal),
        VectorGroups.TestedIn(typeof(VectorCatalogueTests).Assembly).Distinct().Order(StringComparer.Ordinal));
}
