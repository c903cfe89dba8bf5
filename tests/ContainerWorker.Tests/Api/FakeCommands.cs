using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Commands;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Tests.Api;

/// <summary>Writes down what it is asked, and answers as told.</summary>
internal sealed class FakeCommands : ITradingCommands
{
    private readonly Lock _gate = new();
    private readonly List<string> _asked = [];

    public CommandOutcome Next { get; set; } = CommandOutcome.Accepted("done");

    /// <summary>Held while a command is carried out.</summary>
    public ManualResetEventSlim? Door { get; set; }

    public IReadOnlyList<string> Asked
    {
        get
        {
            lock (_gate)
            {
                return [.. _asked];
            }
        }
    }

    public Task<CommandOutcome> HaltAsync(string reason, string who) => Task.FromResult(Take($"halt {reason} {who}"));

    public Task<CommandOutcome> FlattenAsync(string reason, string who) => Task.FromResult(Take($"flatten {reason} {who}"));

    public Task<CommandOutcome> ResumeAsync(string reason, string who) => Task.FromResult(Take($"resume {reason} {who}"));

    public Task<CommandOutcome> CommandBotAsync(string bot, BotSignal signal, string reason, string who) =>
        Task.FromResult(bot == "b0" ? Take($"{signal} {bot} {reason} {who}") : CommandOutcome.NotFound($"There is no bot {bot}."));

    public Task<CommandOutcome> ClosePositionAsync(string slug, string reason, string who) =>
        Task.FromResult(slug.StartsWith("btc-", StringComparison.Ordinal) ? Take($"close {slug} {reason} {who}") : CommandOutcome.NotFound("no such window"));

    public Task<CommandOutcome> CancelOrderAsync(string order, string reason, string who) => Task.FromResult(order.StartsWith('i') ? Take($"cancel {order} {reason} {who}") : CommandOutcome.NotFound("no such order"));

    public Task<CommandOutcome> ProposeAsync(ParameterProposalRequest request, string who) =>
        Task.FromResult(Take($"propose {request.Scope} {request.Key} {string.Join(',', request.Settings.Select(static setting => setting.Key + "=" + setting.Value))} {request.Why} {who}", "p1"));

    public Task<CommandOutcome> ApproveAsync(string proposal, string who) => Task.FromResult(proposal == "p1" ? Take($"approve {proposal} {who}") : CommandOutcome.NotFound("no such proposal"));

    public Task<CommandOutcome> RejectAsync(string proposal, string reason, string who) => Task.FromResult(proposal == "p1" ? Take($"reject {proposal} {reason} {who}") : CommandOutcome.NotFound("no such proposal"));

    public Task<CommandOutcome> PlaceOrderAsync(PersonOrderRequest request, string who) =>
        Task.FromResult(Take($"place {request.Side} {request.Size} {request.Outcome} {request.Limit} {request.Slug} {request.Bot} {request.Reason} {who}"));

    public Task<CommandOutcome> ProposeMoveAsync(WalletMove move, Money amount, string why, string who) => Task.FromResult(Take($"move {move} {amount} {why} {who}"));

    public Task<CommandOutcome> DecideMoveAsync(string proposal, bool approve, string reason, string who) =>
        proposal == "w1" ? Task.FromResult(Take($"decide {proposal} {approve} {reason} {who}")) : Task.FromResult(CommandOutcome.NotFound("no such proposal"));

    public Task<CommandOutcome> TestAlertsAsync(string who) => Task.FromResult(Take($"test-alerts {who}"));

    private CommandOutcome Take(string asked, string id = "")
    {
        lock (_gate)
        {
            _asked.Add(asked);
        }

        Door?.Wait(TimeSpan.FromSeconds(10));
        return Next.IsAccepted ? Next with { Id = id } : Next;
    }
}
