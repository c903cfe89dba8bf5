using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PolyCloud.Functions.Runtime;

namespace PolyCloud.Functions.Http;

/// <summary>Halting and resuming over HTTP.</summary>
public sealed class ControlCalls(Gate gate, KillSwitch killSwitch)
{
    [Function("http-kill")]
    public Task<IResult> KillAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "kill")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        ActAsync(request, (body, who) => killSwitch.KillAsync(new DurableWorkflows(client), body, who, cancellation), cancellation);

    [Function("http-resume")]
    public Task<IResult> ResumeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "resume")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        ActAsync(request, (body, who) => killSwitch.ResumeAsync(new DurableWorkflows(client), body, who, cancellation), cancellation);

    private Task<IResult> ActAsync(HttpRequest request, Func<CallBody, string, Task<ControlAnswer>> act, CancellationToken cancellation) => gate.PassAsync(request, Caller.OperateRole, async caller =>
    {
        var (body, problem) = await CallBody.ReadAsync(request, cancellation);
        if (body is null)
        {
            return Results.Problem(problem, statusCode: StatusCodes.Status400BadRequest);
        }

        var answer = await act(body, caller.Name);
        return Results.Json(answer, statusCode: answer.IsTaken ? StatusCodes.Status202Accepted : StatusCodes.Status503ServiceUnavailable);
    });
}
