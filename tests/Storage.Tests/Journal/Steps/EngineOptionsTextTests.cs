using System.Reflection;
using PolyCloud.Engine;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.Storage.Tests.Journal.Steps;

public class EngineOptionsTextTests
{
    [Fact]
    public void Every_setting_comes_back_from_the_text()
    {
        var changed = 0;
        var root = new EngineOptions();
        ChangeEach(root, root, options =>
        {
            changed++;
            Assert.NotEqual(EngineOptionsText.Of(new EngineOptions()), EngineOptionsText.Of(options));
            Assert.Equal(options, EngineOptionsText.Parse(EngineOptionsText.Of(options)));
        });
        Assert.True(changed > 30, $"only {changed} settings were tried");
    }

    [Theory]
    [InlineData("{\"Colour\":1}", "Colour")]
    [InlineData("nothing", "invalid")]
    [InlineData("null", "no options")]
    public void A_text_of_another_engine_is_refused_by_name(string text, string named) =>
        Assert.Contains(named, Assert.Throws<FormatException>(() => EngineOptionsText.Parse(text)).Message, StringComparison.OrdinalIgnoreCase);

    /// <summary>Changes one leaf of the tree after the other, each change staying.</summary>
    private static void ChangeEach(EngineOptions root, object group, Action<EngineOptions> seen)
    {
        foreach (var property in group.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
        {
            var value = property.GetValue(group)!;
            if (value.GetType() is { IsClass: true } type && type.Namespace!.StartsWith("PolyCloud", StringComparison.Ordinal))
            {
                ChangeEach(root, value, seen);
            }
            else if (Changed(value) is { } other)
            {
                property.SetValue(group, other);
                seen(root);
            }
        }
    }

    private static object? Changed(object value) => value switch
    {
        bool flag => !flag,
        int whole => whole + 1,
        long wide => wide + 1,
        double real => real + 0.1,
        Price price => new Price(price.Units == 0 ? 7 : price.Units - 1),
        Size size => new Size(size.Units + 1),
        Money money => new Money(money.Micros + 1),
        Duration span => new Duration(span.Micros + 1),
        _ => null,
    };
}
