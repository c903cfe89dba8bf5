using PolyCloud.Engine.Values;

namespace PolyCloud.Engine;

/// <summary>Collects what is wrong with settings, each text naming key, value and allowed range.</summary>
internal sealed class OptionErrors
{
    private readonly List<string> _texts = [];

    public IReadOnlyList<string> Texts => _texts;

    public void Range(string key, long value, long low, long high) =>
        Add(value >= low && value <= high, key, value, low, high);

    public void Range(string key, double value, double low, double high) =>
        Add(value >= low && value <= high, key, value, low, high);

    public void Range(string key, Duration value, Duration low, Duration high) =>
        Add(value >= low && value <= high, key, value, low, high);

    public void Range(string key, Money value, Money low, Money high) =>
        Add(value >= low && value <= high, key, value, low, high);

    public void Range(string key, Size value, Size low, Size high) =>
        Add(value >= low && value <= high, key, value, low, high);

    public void Range(string key, Price value, Price low, Price high) =>
        Add(value >= low && value <= high, key, value, low, high);

    /// <summary>A text that is wrong in a way no range says.</summary>
    public void Add(string text) => _texts.Add(text);

    private void Add<T>(bool allowed, string key, T value, T low, T high)
    {
        if (!allowed)
        {
            _texts.Add($"{key} is {value}; allowed is {low} to {high}");
        }
    }
}
