using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Commands;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Dashboard.Scene;

/// <summary>Writes down what it was asked.</summary>
internal sealed class FakeCommands : ITradingCommands
{
    public List<string> Asked { get; } = [];

    public CommandOutcome Answer { get; set; } = CommandOutcome.Accepted("It is on its way.");

    public Task<CommandOutcome> HaltAsync(string reason, string who) => Note($"halt {reason} {who}");

    public Task<CommandOutcome> FlattenAsync(string reason, string who) => Note($"flatten {reason} {who}");

    public Task<CommandOutcome> ResumeAsync(string reason, string who) => Note($"resume {reason} {who}");

    public Task<CommandOutcome> CommandBotAsync(string bot, BotSignal signal, string reason, string who) => Note($"bot {bot} {signal} {who}");

    public Task<CommandOutcome> ClosePositionAsync(string slug, string reason, string who) => Note($"close {slug} {who}");

    public Task<CommandOutcome> CancelOrderAsync(string order, string reason, string who) => Note($"cancel {order} {who}");

    public Task<CommandOutcome> ProposeAsync(ParameterProposalRequest request, string who) =>
        Note($"propose {request.Scope} {request.Key} {string.Join(',', request.Settings.Select(static setting => setting.Key + "=" + setting.Value))} {request.Why} {who}");

    public Task<CommandOutcome> ApproveAsync(string proposal, string who) => Note($"approve {proposal} {who}");

    public Task<CommandOutcome> RejectAsync(string proposal, string reason, string who) => Note($"reject {proposal} {who}");

    public Task<CommandOutcome> PlaceOrderAsync(PersonOrderRequest request, string who) =>
        Note($"place {request.Side} {request.Size} {request.Outcome} {request.Limit} {request.Slug} {request.Bot} {request.Reason} {who}");

    public Task<CommandOutcome> ProposeMoveAsync(WalletMove move, Money amount, string why, string who) => Note($"move {move} {amount} {why} {who}");

    public Task<CommandOutcome> DecideMoveAsync(string proposal, bool approve, string reason, string who) =>
        Note($"decide {proposal} {approve} {reason} {who}");

    public Task<CommandOutcome> TestAlertsAsync(string who) => Note($"test-alerts {who}");

    private Task<CommandOutcome> Note(string asked)
    {
        lock (Asked)
        {
            Asked.Add(asked);
        }

        return Task.FromResult(Answer);
    }
}
