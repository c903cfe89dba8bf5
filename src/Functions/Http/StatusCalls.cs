using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PolyCloud.Functions.Runtime;
using PolyCloud.Orchestrations.Workflows;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Functions.Http;

/// <summary>What is going on, over HTTP.</summary>
public sealed class StatusCalls(Gate gate, ControlSettings settings, ITableStore tables)
{
    /// <summary>Instances shown; those of a day of eight series are fewer.</summary>
    private const int InstancesShown = 200;

    private const int SlugCharactersMaximum = 100;

    /// <summary>Whether the host runs; asked by the platform, so without signing in, and it tells nothing else.</summary>
    [Function("http-health")]
    public IResult Health([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request) => Results.Json(new JsonObject { ["status"] = "ok" });

    [Function("http-status")]
    public Task<IResult> StatusAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "status")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        gate.PassAsync(request, Caller.ReadRole, async _ => Results.Json(new JsonObject
        {
            ["shard"] = settings.Shard,
            ["worker"] = await WorkerAsync(cancellation),
            ["workflows"] = new JsonArray([.. (await new DurableWorkflows(client).LiveAsync(InstancesShown, cancellation)).Select(Shown)]),
        }));

    [Function("http-market")]
    public Task<IResult> MarketAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "markets/{slug}")] HttpRequest request, string slug, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        gate.PassAsync(request, Caller.ReadRole, async _ =>
        {
            if (slug.Length is 0 or > SlugCharactersMaximum || !slug.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
            {
                return Results.Problem($"A slug has 1 to {SlugCharactersMaximum} lower-case letters, digits and hyphens.", statusCode: StatusCodes.Status400BadRequest);
            }

            var found = await new DurableWorkflows(client).FindAsync(WorkflowIds.Market(slug), cancellation);
            return found is null
                ? Results.Problem($"There is no market {slug}.", statusCode: StatusCodes.Status404NotFound)
                : Results.Json(Shown(found));
        });

    private async Task<JsonNode> WorkerAsync(CancellationToken cancellation)
    {
        try
        {
            if (await tables.GetAsync(ControlTables.Observed, settings.Shard, ControlTables.WorkerRow, cancellation) is not { } row)
            {
                return new JsonObject { ["state"] = "never seen" };
            }

            var seen = ObservedWorkerRow.Read(row);
            return new JsonObject
            {
                ["state"] = seen.IsHalted ? "halted" : "running",
                ["isClear"] = seen.IsClear,
                ["haltNumber"] = seen.HaltNumber,
                ["epoch"] = seen.Epoch,
                ["updated"] = seen.Updated.ToString(),
                ["markets"] = new JsonArray([.. seen.Markets.Select(static market => new JsonObject { ["slug"] = market.Slug, ["phase"] = market.Phase.ToString(), ["isHalted"] = market.IsHalted })]),
            };
        }
        catch (Exception problem) when (problem is StoreUnavailableException or InvalidStateRowException)
        {
            return new JsonObject { ["state"] = "unknown", ["reason"] = problem.Message };
        }
    }

    private static JsonObject Shown(OrchestrationMetadata instance) => new()
    {
        ["id"] = instance.InstanceId,
        ["workflow"] = instance.Name,
        ["runtimeStatus"] = instance.RuntimeStatus.ToString(),
        ["status"] = DurableWorkflows.StatusOf(instance).Text,
        ["updated"] = instance.LastUpdatedAt.ToString("O", CultureInfo.InvariantCulture),
    };
}
