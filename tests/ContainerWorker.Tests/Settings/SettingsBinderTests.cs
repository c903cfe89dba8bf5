using PolyCloud.ContainerWorker.Settings;
using PolyCloud.Engine.Values;

namespace PolyCloud.ContainerWorker.Tests.Settings;

public sealed class SettingsBinderTests
{
    private sealed record Root
    {
        public Inner Quote { get; init; } = new();

        public bool Enabled { get; init; }
    }

    private sealed record Inner
    {
        public Price Spread { get; init; } = Price.Cents(3);

        public Duration Pause { get; init; } = Duration.FromSeconds(15);

        public Size Most { get; init; } = Size.Shares(20);
    }

    [Fact]
    public void Values_of_each_kind_reach_their_property()
    {
        var root = new Root();
        var errors = new List<string>();
        SettingsBinder.Apply(root, ["quote.spread=0.04", "quote.pause=250ms", "quote.most=12.5", "enabled=true"], errors);
        Assert.Empty(errors);
        Assert.Equal(new Price(400), root.Quote.Spread);
        Assert.Equal(Duration.FromMilliseconds(250), root.Quote.Pause);
        Assert.Equal(new Size(12_500_000), root.Quote.Most);
        Assert.True(root.Enabled);
    }

    [Theory]
    [InlineData("quote.spread=4", "quote.spread", "'4'", "0 to 1")]
    [InlineData("quote.pause=soon", "quote.pause", "'soon'", "250ms")]
    [InlineData("enabled=yes", "enabled", "'yes'", "true or false")]
    public void A_bad_value_names_key_value_and_what_is_allowed(string assignment, params string[] words)
    {
        var errors = new List<string>();
        SettingsBinder.Apply(new Root(), [assignment], errors);
        var error = Assert.Single(errors);
        Assert.All(words, word => Assert.Contains(word, error, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("quote.spraed=0.03")]
    [InlineData("quote=1")]
    [InlineData("spread=0.03")]
    public void An_unknown_key_is_an_error_and_changes_nothing(string assignment)
    {
        var root = new Root();
        var errors = new List<string>();
        SettingsBinder.Apply(root, [assignment], errors);
        Assert.Contains("is no setting", Assert.Single(errors), StringComparison.Ordinal);
        Assert.Equal(new Root(), root);
    }

    [Fact]
    public void A_key_without_its_group_is_answered_with_the_whole_key()
    {
        var errors = new List<string>();
        SettingsBinder.Apply(new Root(), ["spread=0.03"], errors);
        Assert.Contains("quote.spread", errors[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Environment_variables_are_settings_by_their_prefix()
    {
        var environment = new Dictionary<string, string> { ["POLYCLOUD__QUOTE__SPREAD"] = "0.05", ["PATH"] = "x" };
        var root = new Root();
        var errors = new List<string>();
        SettingsBinder.Apply(root, SettingsBinder.FromEnvironment(environment), errors);
        Assert.Empty(errors);
        Assert.Equal(Price.Cents(5), root.Quote.Spread);
    }
}
