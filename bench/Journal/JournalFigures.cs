using System.Globalization;

namespace PolyCloud.Bench.Journal;

/// <summary>The figures of journal, replay and backtest: all of them, or one by name.</summary>
internal static class JournalFigures
{
    private static readonly (string Name, string Parameter, string What, Action<int?> Print)[] Rows =
    [
        ("append", "", "what keeping a journal costs the engine's thread for each input", static _ => AppendFigure.Print()),
        ("sustained", "[SECONDS]", "32 000 inputs a second into a journal (default 10 s)", static seconds => SustainedFigure.Print(seconds ?? 10)),
        ("books", "", "journal records into books", static _ => BooksFigure.Print()),
        ("engine", "[WINDOWS]", "journal records through the whole engine, and windows through engine, queue and latency (default 2)", static windows => EngineFigure.Print(windows ?? 2)),
        ("raw", "", "raw JSON frames into books", static _ => RawFigure.Print()),
        ("day", "[MILLIONS]", "so many million records through the backtest on two cores, its memory, and its hash on one core (default 1, a day has 10)", static millions => DayFigure.Print(millions ?? 1)),
        ("hash", "", "one journal replayed twice at once and once alone: the same golden hash", static _ => HashFigure.Print()),
    ];

    public static string Usage => string.Join('\n', Rows.Select(static row => $"  {"journal " + row.Name + " " + row.Parameter,-25}{row.What}"));

    /// <param name="arguments">A row's name and its number; none for all rows.</param>
    public static int Run(string[] arguments)
    {
        var rows = Rows.Where(row => arguments.Length == 0 || row.Name == arguments[0]).ToList();
        int? number = arguments.Length > 1 && int.TryParse(arguments[1], NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0 ? given : null;
        if (rows.Count == 0 || arguments.Length > (number is null ? 1 : 2))
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        foreach (var row in rows)
        {
            row.Print(number);
        }

        return 0;
    }

    public static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
