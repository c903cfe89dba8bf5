using System.Globalization;
using System.Text.Json.Nodes;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Cli.ControlPlane;

/// <summary>Workflows as people and as programs read them.</summary>
internal static class WorkflowText
{
    public static string Line(InstanceHead head) =>
        $"{head.InstanceId,-40} {head.Status,-10} run {head.Run.ToString(CultureInfo.InvariantCulture),-4} {head.Updated}  {head.CustomStatus}";

    public static JsonNode Json(InstanceHead head) => new JsonObject
    {
        ["id"] = head.InstanceId,
        ["workflow"] = head.Workflow,
        ["status"] = head.Status.ToString(),
        ["says"] = head.CustomStatus,
        ["outcome"] = head.Outcome,
        ["run"] = head.Run,
        ["steps"] = head.Steps,
        ["epoch"] = head.Owner,
        ["created"] = head.Created.ToString(),
        ["updated"] = head.Updated.ToString(),
    };

    public static string Of(Instance instance)
    {
        var head = instance.Head;
        string[] lines =
        [
            $"{head.InstanceId}  {head.Workflow}  {head.Status}",
            $"  says     {head.CustomStatus}",
            $"  outcome  {head.Outcome}",
            $"  run      {head.Run}, {head.Steps} steps, owned by epoch {head.Owner}",
            $"  created  {head.Created}   updated {head.Updated}",
            .. instance.Pending().Select(static pending => $"  waits    {Of(pending)}"),
        ];
        return string.Join(Environment.NewLine, lines);
    }

    public static JsonNode Json(Instance instance)
    {
        var json = Json(instance.Head);
        json["waits"] = new JsonArray([.. instance.Pending().Select(Json)]);
        return json;
    }

    public static string Of(HistoryEvent happened) => happened is StepStarted step ? new Engine.Values.Timestamp(step.AtMicros).ToString() : "  " + Payload.Write(happened);

    public static JsonNode Json(HistoryEvent happened) => JsonNode.Parse(Payload.Write(happened))!;
}
