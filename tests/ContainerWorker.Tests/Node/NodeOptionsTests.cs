using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine;
using PolyCloud.Engine.Values;

namespace PolyCloud.ContainerWorker.Tests.Node;

public sealed class NodeOptionsTests
{
    private static NodeOptions Good => new() { Engine = new EngineOptions(), Epoch = 1 };

    [Fact]
    public void The_defaults_are_in_their_ranges() => Assert.Empty(Good.Validate());

    [Fact]
    public void Each_bad_setting_is_named_with_its_range()
    {
        var errors = (Good with { Epoch = 0, Shard = 256, ReconcileEvery = Duration.FromSeconds(1), BalanceEvery = Duration.Zero, KeepSettled = Duration.FromSeconds(1_000) }).Validate();
        Assert.Equal(5, errors.Count);
        Assert.Contains(errors, error => error.Contains("node.reconcileEvery is 1 s", StringComparison.Ordinal) && error.Contains("5 to 600", StringComparison.Ordinal));
    }
}
