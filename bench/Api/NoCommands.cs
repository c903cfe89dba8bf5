using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Commands;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Bench.Api;

/// <summary>Figures of reading: nothing may be asked.</summary>
internal sealed class NoCommands : ITradingCommands
{
    private static Task<CommandOutcome> Refused => Task.FromResult(CommandOutcome.NotFound("Nothing can be asked of this worker."));

    public Task<CommandOutcome> HaltAsync(string reason, string who) => Refused;

    public Task<CommandOutcome> FlattenAsync(string reason, string who) => Refused;

    public Task<CommandOutcome> ResumeAsync(string reason, string who) => Refused;

    public Task<CommandOutcome> CommandBotAsync(string bot, BotSignal signal, string reason, string who) => Refused;

    public Task<CommandOutcome> ClosePositionAsync(string slug, string reason, string who) => Refused;

    public Task<CommandOutcome> CancelOrderAsync(string order, string reason, string who) => Refused;

    public Task<CommandOutcome> ProposeAsync(ParameterProposalRequest request, string who) => Refused;

    public Task<CommandOutcome> ApproveAsync(string proposal, string who) => Refused;

    public Task<CommandOutcome> RejectAsync(string proposal, string reason, string who) => Refused;

    public Task<CommandOutcome> PlaceOrderAsync(PersonOrderRequest request, string who) => Refused;

    public Task<CommandOutcome> ProposeMoveAsync(WalletMove move, Money amount, string why, string who) => Refused;

    public Task<CommandOutcome> DecideMoveAsync(string proposal, bool approve, string reason, string who) => Refused;

    public Task<CommandOutcome> TestAlertsAsync(string who) => Refused;
}
