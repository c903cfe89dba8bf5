using PolyCloud.ContainerWorker.Settings;
using PolyCloud.Engine;

namespace PolyCloud.ContainerWorker.Tests.Settings;

public sealed class EngineSettingsTests
{
    public static TheoryData<string, string> Settings
    {
        get
        {
            var settings = new TheoryData<string, string>();
            foreach (var (key, _, value) in SettingsBinder.Describe(new EngineOptions()))
            {
                settings.Add(key, value);
            }

            return settings;
        }
    }

    [Fact]
    public void The_engine_has_many_settings() => Assert.True(Settings.Count > 40);

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_setting_takes_the_value_that_is_written_for_it(string key, string value)
    {
        var options = new EngineOptions();
        var errors = new List<string>();
        SettingsBinder.Apply(options, [$"{key}={value}"], errors);
        Assert.Empty(errors);
        Assert.Equal(new EngineOptions(), options);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_setting_can_be_changed_from_the_environment(string key, string value)
    {
        var changed = Other(value);
        var variable = SettingsBinder.EnvironmentPrefix + key.Replace(".", "__", StringComparison.Ordinal).ToUpperInvariant();
        var options = new EngineOptions();
        var errors = new List<string>();
        SettingsBinder.Apply(options, SettingsBinder.FromEnvironment(new Dictionary<string, string> { [variable] = changed }), errors);
        Assert.Empty(errors);
        Assert.NotEqual(new EngineOptions(), options);
        Assert.Equal(changed, SettingsBinder.Describe(options).Single(setting => setting.Key == key).Value);
    }

    private static string Other(string value) => value switch
    {
        "true" => "false",
        "false" => "true",
        _ when value.EndsWith("ms", StringComparison.Ordinal) => "1777ms",
        _ when value.EndsWith('s') => "77s",
        _ when value.Contains('.', StringComparison.Ordinal) => "0.25",
        _ => "1",
    } is var other && other != value ? other : "3";
}
