using System.Text.Json.Nodes;

namespace PolyCloud.ContainerWorker.Doctor;

/// <summary>One line of the report.</summary>
public sealed record DoctorLine(string Name, DoctorFinding Finding);

/// <summary>Everything the doctor found, in order.</summary>
public sealed record DoctorReport(IReadOnlyList<DoctorLine> Lines)
{
    public DoctorLevel Worst => Lines.Count == 0 ? DoctorLevel.Ok : Lines.Max(line => line.Finding.Level);

    public int Count(DoctorLevel level) => Lines.Count(line => line.Finding.Level == level);

    /// <summary>One line a check: level, name, what is, and what to do.</summary>
    public static string Text(DoctorLine line) =>
        $"{Word(line.Finding.Level),-8} {line.Name,-20} {line.Finding.Says}" + (line.Finding.Advice.Length == 0 ? "" : $"  → {line.Finding.Advice}");

    public JsonObject ToJson() => new()
    {
        ["worst"] = Word(Worst),
        ["checks"] = new JsonArray([.. Lines.Select(line => (JsonNode)new JsonObject
        {
            ["name"] = line.Name,
            ["level"] = Word(line.Finding.Level),
            ["says"] = line.Finding.Says,
            ["advice"] = line.Finding.Advice,
        })]),
    };

    private static string Word(DoctorLevel level) => level switch
    {
        DoctorLevel.Ok => "ok",
        DoctorLevel.Warning => "warning",
        _ => "error",
    };
}
