using System.Reflection;
using PolyCloud.Simulator;

namespace PolyCloud.Research.Tests.FaultReactions;

public sealed class EveryFaultHasItsReactionTest
{
    [Fact]
    public void Every_fault_of_the_catalogue_has_a_test_of_the_reaction_to_it_and_no_test_names_another()
    {
        var tested = typeof(EveryFaultHasItsReactionTest).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FactAttribute>() is { Skip: null })
            .Select(method => method.GetCustomAttribute<ReactionToAttribute>()?.Fault)
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal);
        var catalogue = new SimulatedVenue(new SimulatorOptions(), 1).Faults.All.Select(fault => fault.Name).Order(StringComparer.Ordinal);
        Assert.Equal(catalogue, tested);
    }
}
