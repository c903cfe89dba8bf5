using PolyCloud.Engine;
using PolyCloud.Engine.Parameters;

namespace PolyCloud.Dashboard.Figures;

public sealed class ParameterDifferenceTests
{
    [Fact]
    public void A_preset_tells_what_it_changes_by_the_names_of_settings()
    {
        var differences = ParameterDifference.Between(EnginePresets.Of("balanced")!, new EngineOptions(), "engine").ToList();
        Assert.Contains(new ParameterDifference("engine.asymmetric.entrySize", "25", "10"), differences);
        Assert.Contains(differences, static difference => difference.Key == "engine.risk.capital");
        Assert.DoesNotContain(differences, static difference => difference.Key.StartsWith("engine.bots", StringComparison.Ordinal));
    }
}
