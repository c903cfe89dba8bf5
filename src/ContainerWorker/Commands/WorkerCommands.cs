using System.Globalization;
using PolyCloud.ContainerWorker.Alerts;
using PolyCloud.ContainerWorker.Control;
using PolyCloud.ContainerWorker.Host;
using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Parameters;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Commands;
using PolyCloud.ReadModel.Snapshots;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Commands;

/// <summary>
/// What people ask, told to the worker. What a snapshot shows not to exist is not found; what the worker itself refuses is a conflict
/// with its state.
/// </summary>
/// <param name="own">The parameters the worker was started with: proposals are checked on top of them.</param>
/// <param name="now">The worker's moment.</param>
internal sealed class WorkerCommands(IWorkerControl control, IWorkerOrders orders, IReadModel model, ProposalBook proposals, MoveBook moves, AlertDesk alerts, StrategyParameters own, Func<Timestamp> now) : ITradingCommands
{
    private readonly StrategySettings _settings = new(own);

    public Task<CommandOutcome> HaltAsync(string reason, string who) =>
        Do(() => control.Halt(reason, who), "Halted: every order is being cancelled, nothing is opened.", "It is halted, but the halt may not outlive a restart: ");

    public Task<CommandOutcome> FlattenAsync(string reason, string who) =>
        Do(() => control.Flatten(reason, who), "Flattening: every order is being cancelled, what is held is closed.", "The halt flag could not be lifted, so nothing is closed: ");

    public Task<CommandOutcome> ResumeAsync(string reason, string who) =>
        Do(() => control.Resume(reason, who), "Resumed: halts are lifted and breakers armed anew.", "The halt stands: its flag could not be lifted: ");

    public async Task<CommandOutcome> CommandBotAsync(string bot, BotSignal signal, string reason, string who) => model.Current.Bots.Any(known => known.Id == bot)
        ? await TryAsync(() => control.CommandBotAsync(new BotRequest { Bot = bot, Signal = signal, Reason = reason }, who, CancellationToken.None), $"{bot}: {signal}.")
        : CommandOutcome.NotFound($"There is no bot '{bot}'; there are {string.Join(", ", model.Current.Bots.Select(static known => known.Id))}.");

    public async Task<CommandOutcome> ClosePositionAsync(string slug, string reason, string who) => model.Current.Markets.Any(market => market.Id == slug)
        ? await TryAsync(() => orders.ClosePositionAsync(slug, reason, who, CancellationToken.None), $"{slug} is being covered and opens nothing more.")
        : CommandOutcome.NotFound($"There is no window '{slug}'.");

    public async Task<CommandOutcome> CancelOrderAsync(string order, string reason, string who) =>
        order.StartsWith('i') && long.TryParse(order.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && IsKnown(new IntentId(number))
            ? await TryAsync(() => orders.CancelOrderAsync(new IntentId(number), reason, who, CancellationToken.None), $"{order} is being cancelled.")
            : CommandOutcome.NotFound($"No order '{order}' lives or is remembered.");

    public Task<CommandOutcome> ProposeAsync(ParameterProposalRequest request, string who)
    {
        var errors = new List<string>();
        _settings.With(Written(request.Settings), errors);
        return Task.FromResult(errors.Count > 0 ? CommandOutcome.Invalid("settings", string.Join(" ", errors)) : Store(
            () => proposals.Add(request, who, now()) is { } made
                ? CommandOutcome.Accepted("Proposed; it takes hold when it is approved.", made.Id)
                : CommandOutcome.Conflict($"{ProposalBook.Capacity} proposals wait for a decision; decide some first.")));
    }

    public async Task<CommandOutcome> ApproveAsync(string proposal, string who)
    {
        if (Undecided(proposal, out var found) is { } problem)
        {
            return problem;
        }

        var request = new ParameterRequest
        {
            Settings = Written(found!.Settings), Scope = found.Scope, Key = found.Key, Group = found.Group, AtOnce = found.AtOnce, Reason = Shortened($"{found.Why} (proposed by {found.ProposedBy}, approved by {who})"),
        };
        var outcome = await TryAsync(() => control.ChangeParametersAsync(request, who, CancellationToken.None), "In force.");
        return outcome.Status is CommandStatus.Accepted or CommandStatus.Unavailable ? Decide(found, ProposalState.Approved, who, outcome) : outcome;
    }

    public Task<CommandOutcome> RejectAsync(string proposal, string reason, string who) => Task.FromResult(
        Undecided(proposal, out var found) ?? Decide(found!, ProposalState.Rejected, who, CommandOutcome.Accepted("Rejected.")));

    public async Task<CommandOutcome> PlaceOrderAsync(PersonOrderRequest request, string who)
    {
        var snapshot = model.Current;
        if (!snapshot.Markets.Any(market => market.Id == request.Slug))
        {
            return CommandOutcome.NotFound($"There is no window '{request.Slug}'.");
        }

        if (!snapshot.Bots.Any(bot => bot.Id == request.Bot))
        {
            return CommandOutcome.NotFound($"There is no bot '{request.Bot}'.");
        }

        var order = IntentId.None;
        var outcome = await TryAsync(
            async () =>
            {
                (var errors, order) = await orders.PlaceOrderAsync(request, who, CancellationToken.None);
                return errors;
            },
            "It is on its way; the order says what became of it.");
        return outcome.IsAccepted ? outcome with { Id = order.ToString() } : outcome;
    }

    public Task<CommandOutcome> ProposeMoveAsync(WalletMove move, Money amount, string why, string who) => Task.FromResult(Store(
        () => moves.Add(move, amount, why, who, now()) is { } made
            ? CommandOutcome.Accepted("Proposed; nothing of this program moves money.", made.Id)
            : CommandOutcome.Conflict($"{MoveBook.Capacity} proposals wait for a decision; decide some first.")));

    public Task<CommandOutcome> DecideMoveAsync(string proposal, bool approve, string reason, string who) => Task.FromResult(Store(
        () => moves.Decide(proposal, approve ? ProposalState.Approved : ProposalState.Rejected, who, now()) switch
        {
            null => CommandOutcome.NotFound("There is no such proposal."),
            { State: ProposalState.Proposed } => CommandOutcome.Accepted(approve ? "Approved; carry it out with the wallet's own tools." : "Rejected."),
            var decided => CommandOutcome.Conflict($"It was {decided.State.ToString().ToLowerInvariant()} by {decided.DecidedBy}."),
        }));

    public Task<CommandOutcome> TestAlertsAsync(string who)
    {
        if (alerts.Channels.Count == 0)
        {
            return Task.FromResult(CommandOutcome.Conflict("No channel is configured: name one in the environment (POLYCLOUD_ALERT_WEBHOOK, POLYCLOUD_ALERT_DISCORD, POLYCLOUD_ALERT_TELEGRAM_TOKEN) and start the worker again."));
        }

        alerts.Test(who, now());
        return Task.FromResult(CommandOutcome.Accepted($"A test is on its way to {string.Join(", ", alerts.Channels)}; /alerts and the page Settings show what came of it."));
    }

    private CommandOutcome? Undecided(string id, out ParameterProposal? found)
    {
        found = proposals.Find(id);
        return found is null ? CommandOutcome.NotFound("There is no such proposal.")
            : found.State != ProposalState.Proposed ? CommandOutcome.Conflict($"It was {found.State.ToString().ToLowerInvariant()} by {found.DecidedBy}.")
            : null;
    }

    private CommandOutcome Decide(ParameterProposal proposal, ProposalState state, string who, CommandOutcome outcome) => Store(() =>
    {
        proposals.Decide(proposal.Id, state, who, now());
        return outcome;
    });

    private bool IsKnown(IntentId intent)
    {
        var snapshot = model.Current;
        return snapshot.LiveOrders.Any(order => order.Intent == intent) || snapshot.RecentOrders.Any(order => order.Intent == intent);
    }

    private static async Task<CommandOutcome> TryAsync(Func<Task<IReadOnlyList<string>>> order, string done)
    {
        try
        {
            var errors = await order();
            return errors.Count == 0 ? CommandOutcome.Accepted(done) : CommandOutcome.Conflict(string.Join(" ", errors));
        }
        catch (StoreUnavailableException problem)
        {
            return CommandOutcome.Unavailable(problem.Message);
        }
    }

    private static Task<CommandOutcome> Do(Action act, string done, string partly) => Task.FromResult(Store(
        () =>
        {
            act();
            return CommandOutcome.Accepted(done);
        },
        partly));

    private static CommandOutcome Store(Func<CommandOutcome> act, string partly = "")
    {
        try
        {
            return act();
        }
        catch (StoreUnavailableException problem)
        {
            return CommandOutcome.Unavailable(partly + problem.Message);
        }
    }

    private static List<string> Written(IReadOnlyDictionary<string, string> settings) => [.. settings.Select(static setting => $"{setting.Key}={setting.Value}")];

    /// <summary>The engine keeps reasons of up to 500 characters.</summary>
    private static string Shortened(string why) => why.Length <= 500 ? why : why[..499] + "…";
}
