using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PolyCloud.ContainerWorker.Api.Pipeline;
using PolyCloud.ContainerWorker.Api.Views;
using PolyCloud.Storage.Journal.Reading;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Api.Routes;

/// <summary>What the control plane does, and what the journal holds.</summary>
internal static class RecordRoutes
{
    public static void Map(IEndpointRouteBuilder api, ApiRecords records)
    {
        api.MapGet("/workflows", (string? ended, string? limit, CancellationToken gone) => WorkflowsAsync(records, ended, limit, gone))
            .Reads<WorkflowsBody>("listWorkflows", "Workflows of the control plane: the live ones, or those that have ended (ended=true).").ProducesProblem(503);
        api.MapGet("/workflows/{id}", (string id, CancellationToken gone) => WorkflowAsync(records, id, gone))
            .ReadsOne<WorkflowBody>("getWorkflow", "One workflow.").ProducesProblem(503);
        api.MapGet("/journal/segments", (string? limit) => Segments(records, limit)).Reads<JournalBody>("listSegments", "Files of the journal, newest first.").ProducesProblem(503);
    }

    private static async Task<IResult> WorkflowsAsync(ApiRecords records, string? ended, string? limit, CancellationToken gone)
    {
        if ((QueryReader.Limit(limit, out var most) ?? QueryReader.Choice("ended", ended, "true", "false")) is { } problem)
        {
            return problem;
        }

        return await RouteKit.StoredAsync(async () =>
        {
            var (total, items) = (0, new List<WorkflowBody>());
            await foreach (var head in records.Workflows.ListAsync(ended == "true", gone))
            {
                if (++total <= most)
                {
                    items.Add(WorkflowBody.Of(head));
                }
            }

            return Results.Json(new WorkflowsBody(total, items));
        });
    }

    private static async Task<IResult> WorkflowAsync(ApiRecords records, string id, CancellationToken gone) => id.Length > TableLimits.KeyCharactersMaximum || id.Any(char.IsControl)
        ? Missing(id)
        : await RouteKit.StoredAsync(async () => await records.Workflows.GetAsync(id, gone) is { } instance ? Results.Json(WorkflowBody.Of(instance.Head)) : Missing(id));

    private static ApiProblem Missing(string id) => ApiProblem.NotFound($"There is no workflow '{QueryReader.Shortened(id)}'.");

    private static IResult Segments(ApiRecords records, string? limit)
    {
        if (QueryReader.Limit(limit, out var most) is { } problem)
        {
            return problem;
        }

        var files = records.JournalDirectory is { } directory ? JournalListing.Of(directory) : [];
        return Results.Json(new JournalBody(records.JournalDirectory is not null, files.Count, files.Sum(static file => file.Bytes), [.. files.Take(most).Select(static file => new SegmentBody(
            file.Name, file.Run, file.Bytes, file.WrittenUtc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'")))]));
    }
}
