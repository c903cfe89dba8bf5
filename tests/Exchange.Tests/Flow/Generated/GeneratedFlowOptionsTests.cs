using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Flow.Generated;

namespace PolyCloud.Exchange.Tests.Flow.Generated;

public sealed class GeneratedFlowOptionsTests
{
    private static readonly GeneratedFlowOptions Defaults = new() { FirstOpens = Timestamp.FromSeconds(1_773_307_200) };

    public static TheoryData<string, double, double> Ranges => new()
    {
        { "Makers.Count", 1, 32 },
        { "Makers.Levels", 1, 20 },
        { "Makers.LookSeconds", 0.01, 60 },
        { "Makers.OrderSharesMedian", 1, 10_000 },
        { "Makers.OrderSharesLogDeviation", 0, 4 },
        { "Makers.OpinionTicks", 0, 10 },
        { "Makers.HalfSpreadTicksMax", 0, 10 },
        { "Makers.RenewalChance", 0, 1 },
        { "Makers.OuterLookSeconds", 0.01, 60 },
        { "Takers.BurstGapMedian", 1, 60_000 },
        { "Takers.BurstGapLogDeviation", 0, 4 },
        { "Takers.BurstEndChance", 0, 1 },
        { "Takers.CalmGapMean", 1, 60_000 },
        { "Takers.PauseChance", 0, 1 },
        { "Takers.PauseMean", 1, 300_000 },
        { "Takers.DirectedChance", 0, 1 },
        { "Takers.NoiseSharesMedian", 1, 10_000 },
        { "Takers.SharesLogDeviation", 0, 4 },
        { "Takers.SweepChance", 0, 1 },
        { "Takers.InformedDelayMedian", 1, 60_000 },
        { "Takers.InformedEdgeTicks", 0, 50 },
        { "Takers.FollowGapMean", 1, 60_000 },
        { "Takers.InformedSharesMedian", 1, 10_000 },
        { "Underlying.StartDollars", 1, 10_000_000 },
        { "Underlying.AnnualVolatility", 0.01, 5 },
        { "Underlying.DriftPerHour", -5, 5 },
        { "Underlying.JumpsPerHour", 0, 3_600 },
        { "Underlying.JumpDeviation", 0, 0.1 },
        { "Underlying.VolatilityOfVolatility", 0, 2 },
        { "Underlying.VolatilityMemorySeconds", 1, 86_400 },
        { "Underlying.RunSeconds", 0.01, 5 },
    };

    [Fact]
    public void The_defaults_lie_within_their_ranges() => Defaults.Validate();

    [Theory]
    [MemberData(nameof(Ranges))]
    public void A_setting_is_allowed_at_both_ends_of_its_range_and_refused_beyond(string setting, double lowest, double highest)
    {
        With(setting, lowest).Validate();
        With(setting, highest).Validate();
        Assert.Throws<ArgumentOutOfRangeException>(() => With(setting, lowest - 1).Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => With(setting, highest + 1).Validate());
    }

    [Fact]
    public void No_range_holds_a_value_that_is_not_a_number() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => With("Takers.SweepChance", double.NaN).Validate());

    [Fact]
    public void Every_numeric_setting_of_the_agents_has_a_range_here()
    {
        var known = Ranges.Select(static row => (string)row[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var (part, type) in new[] { ("Makers", typeof(MakerOptions)), ("Takers", typeof(TakerOptions)), ("Underlying", typeof(UnderlyingOptions)) })
        {
            Assert.All(type.GetProperties().Where(static property => property.CanWrite), property => Assert.Contains($"{part}.{property.Name}", known));
        }
    }

    /// <summary>Defaults with one setting changed; each part is a record of its own, so the defaults stay as they are.</summary>
    private static GeneratedFlowOptions With(string setting, double value)
    {
        var names = setting.Split('.');
        var options = Defaults with { Makers = new(), Takers = new(), Underlying = new() };
        var part = typeof(GeneratedFlowOptions).GetProperty(names[0])!.GetValue(options)!;
        var property = part.GetType().GetProperty(names[1])!;
        property.SetValue(part, property.PropertyType == typeof(int) ? (object)(int)value : value);
        return options;
    }
}
