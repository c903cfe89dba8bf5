using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using PolyCloud.Cli.ControlPlane;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Replay;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Cli.Commands;

/// <summary>`workflows`: what the control plane does, from its store; works while it runs and while it does not.</summary>
internal static class WorkflowsCommand
{
    private static readonly Argument<string> Id = new("id") { Description = "The instance, as 'list' shows it." };

    private static readonly Option<bool> Ended = new("--ended") { Description = "Those that have ended, instead of the live ones." };

    private static readonly Option<string> Reason = new("--reason") { Description = "Why.", Required = true };

    private static readonly Argument<string> Event = new("event") { Description = "kill, resume, parameters-changed or resolved." };

    private static readonly Argument<string> Body = new("payload") { Description = "What comes with it, as JSON. A workflow leaves alone what it cannot read." };

    public static Command Create() => new("workflows", "Show and steer the control plane's workflows.")
    {
        With("list", "Live workflows and what each waits for.", [Ended], static (parsed, client, cancellation) => ListAsync(parsed, client, cancellation)),
        With("show", "One workflow: status, what it waits for, how it ended.", [Id], static (parsed, client, cancellation) => ShowAsync(parsed, client, cancellation)),
        With("history", "Everything that happened to a workflow's present run, in order.", [Id], static (parsed, client, cancellation) => HistoryAsync(parsed, client, cancellation)),
        With("raise", "Send an event to a workflow, such as parameters-changed to a market's.", [Id, Event, Body], static (parsed, client, cancellation) => RaiseAsync(client, parsed.GetValue(Id)!, parsed.GetValue(Event)!, parsed.GetValue(Body)!, cancellation), "sent."),
        With("suspend", "Keep what arrives and advance nothing.", [Id, Reason], static (parsed, client, cancellation) => client.SuspendAsync(parsed.GetValue(Id)!, parsed.GetRequiredValue(Reason), cancellation), "asked to wait."),
        With("resume", "End a suspension, or try a stuck workflow again.", [Id, Reason], static (parsed, client, cancellation) => client.ResumeAsync(parsed.GetValue(Id)!, parsed.GetRequiredValue(Reason), cancellation), "asked to go on."),
        With("terminate", "End a workflow where it stands.", [Id, Reason], static (parsed, client, cancellation) => client.TerminateAsync(parsed.GetValue(Id)!, parsed.GetRequiredValue(Reason), cancellation), "asked to end."),
        With("purge", "Remove a workflow that has ended.", [Id], static (parsed, client, cancellation) => PurgeAsync(client, parsed.GetValue(Id)!, cancellation), "removed."),
    };

    private static Command With(string name, string description, IReadOnlyList<Symbol> symbols, Func<ParseResult, WorkflowClient, CancellationToken, Task> act, string? done = null)
    {
        var command = new Command(name, description) { Declared.Data, Declared.Store, Declared.Json };
        foreach (var symbol in symbols)
        {
            if (symbol is Option option)
            {
                command.Options.Add(option);
            }
            else
            {
                command.Arguments.Add((Argument)symbol);
            }
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = ControlPlaneStores.Open(DataDirectory.Of(parsed.GetValue(Declared.Data)), parsed.GetValue(Declared.Store) == "azurite");
            try
            {
                await act(parsed, ControlPlaneStores.Client(store, TimeProvider.System), cancellation);
                if (done is not null)
                {
                    Answer.Done(parsed, done);
                }

                return CommandLine.ExitDone;
            }
            catch (StoreUnavailableException problem)
            {
                throw new CommandFailedException(problem.Message);
            }
        });
        return command;
    }

    private static async Task ListAsync(ParseResult parsed, WorkflowClient client, CancellationToken cancellation)
    {
        var ended = parsed.GetValue(Ended);
        var heads = new List<InstanceHead>();
        await foreach (var head in client.ListAsync(ended, cancellation))
        {
            heads.Add(head);
        }

        Answer.Say(
            parsed, new JsonArray([.. heads.Select(WorkflowText.Json)]),
            heads.Count > 0 ? string.Join(Environment.NewLine, heads.Select(WorkflowText.Line)) : ended ? "no workflow has ended." : "no workflow is live.");
    }

    private static async Task ShowAsync(ParseResult parsed, WorkflowClient client, CancellationToken cancellation)
    {
        var instance = await FindAsync(client, parsed.GetValue(Id)!, cancellation);
        Answer.Say(parsed, WorkflowText.Json(instance), WorkflowText.Of(instance));
    }

    private static async Task HistoryAsync(ParseResult parsed, WorkflowClient client, CancellationToken cancellation)
    {
        var history = (await FindAsync(client, parsed.GetValue(Id)!, cancellation)).History;
        Answer.Say(parsed, new JsonArray([.. history.Select(WorkflowText.Json)]), string.Join(Environment.NewLine, history.Select(WorkflowText.Of)));
    }

    private static async Task RaiseAsync(WorkflowClient client, string id, string name, string payload, CancellationToken cancellation)
    {
        await FindAsync(client, id, cancellation);
        try
        {
            using var body = JsonDocument.Parse(payload);
            await client.RaiseAsync(id, name, body.RootElement, Guid.NewGuid().ToString("N"), cancellation);
        }
        catch (JsonException problem)
        {
            throw new UsageException($"the payload is no JSON: {problem.Message}");
        }
    }

    private static async Task PurgeAsync(WorkflowClient client, string id, CancellationToken cancellation)
    {
        if (!await client.PurgeAsync(id, cancellation))
        {
            throw new CommandFailedException($"{id} was not removed: it has not ended, or there is no such workflow.");
        }
    }

    private static async Task<Instance> FindAsync(WorkflowClient client, string id, CancellationToken cancellation) =>
        await client.GetAsync(id, cancellation) ?? throw new CommandFailedException($"There is no workflow '{id}'; see polycloud workflows list.");
}
