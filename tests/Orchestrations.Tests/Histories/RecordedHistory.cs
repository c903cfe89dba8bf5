using System.Runtime.CompilerServices;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Orchestrations.Tests.Workflows;

namespace PolyCloud.Orchestrations.Tests.Histories;

/// <summary>
/// Histories of instances as a runtime stores them, kept beside the tests. They stand for instances that are running when the code
/// is changed: code that would not do the same over them would make those stick.
/// </summary>
internal sealed record RecordedHistory(string InstanceId, IReadOnlyList<HistoryEvent> Events)
{
    /// <summary>Set to any text, tests write their histories anew: for a change of the code that is meant to break running instances.</summary>
    public const string RecordVariable = "POLYCLOUD_RECORD_HISTORIES";

    public static void Keep(WorkflowRig rig, string name)
    {
        if (Environment.GetEnvironmentVariable(RecordVariable) is null)
        {
            return;
        }

        foreach (var (run, history) in rig.Ended.Append(rig.History).TakeLast(3).Index())
        {
            var text = Payload.Write(new RecordedHistory(rig.InstanceId, history)).Replace("},{\"event\"", "},\n{\"event\"", StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(SourceDirectory(), $"{name}-{run}.json"), text + "\n");
        }
    }

    public static RecordedHistory Read(string file) => Payload.Read<RecordedHistory>(File.ReadAllText(file))!;

    private static string SourceDirectory([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
