namespace PolyCloud.Research.Simulate.Chaos;

/// <summary>Which faults may happen in a run: <c>all</c>, <c>none</c>, or names parted by commas.</summary>
public sealed class FaultChoice
{
    private readonly HashSet<string> _names;

    private FaultChoice(string text, IEnumerable<string> names)
    {
        Text = text;
        _names = new HashSet<string>(names, StringComparer.Ordinal);
    }

    public static FaultChoice All { get; } = new("all", FaultNames.All);

    public static FaultChoice None { get; } = new("none", []);

    /// <summary>As it was given, for the command that repeats a run.</summary>
    public string Text { get; }

    public bool Allows(string fault) => _names.Contains(fault);

    /// <exception cref="FormatException">A name is none; the message names it and all there are.</exception>
    public static FaultChoice Parse(string text)
    {
        if (text is "all" or "none")
        {
            return text == "all" ? All : None;
        }

        var names = text.Split(',', StringSplitOptions.TrimEntries);
        return Array.Find(names, name => !FaultNames.All.Contains(name)) is { } unknown
            ? throw new FormatException($"There is no fault '{unknown}'. There are: {string.Join(", ", FaultNames.All)}.")
            : new FaultChoice(text, names);
    }
}
