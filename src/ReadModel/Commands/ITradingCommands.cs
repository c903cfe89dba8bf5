using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ReadModel.Commands;

/// <summary>
/// What a person may ask of a worker. Every method answers when the engine has taken the command and what must outlive a restart is
/// stored, and never throws for what the person did wrong. Texts of reasons are 1 to 500 characters; <c>who</c> is written to the audit trail.
/// </summary>
public interface ITradingCommands
{
    /// <summary>Cancels everything and opens nothing until resumed; outlives a restart.</summary>
    Task<CommandOutcome> HaltAsync(string reason, string who);

    /// <summary>Cancels everything and closes what is held; opens nothing until resumed.</summary>
    Task<CommandOutcome> FlattenAsync(string reason, string who);

    /// <summary>Lifts halts and arms the breakers anew.</summary>
    Task<CommandOutcome> ResumeAsync(string reason, string who);

    /// <param name="bot">As snapshots call it: <c>b0</c>.</param>
    /// <param name="signal">Start, Pause, Resume, Stop, EmergencyHalt or Rearm.</param>
    Task<CommandOutcome> CommandBotAsync(string bot, BotSignal signal, string reason, string who);

    /// <summary>Has the engine cover what is held in one window, by the rules of its last minute; the window opens nothing more.</summary>
    Task<CommandOutcome> ClosePositionAsync(string slug, string reason, string who);

    /// <summary>Cancels one order of ours. The bot may quote again: pause it to keep it away.</summary>
    /// <param name="order">As snapshots call it: <c>i17</c>.</param>
    Task<CommandOutcome> CancelOrderAsync(string order, string reason, string who);

    /// <summary>Writes a proposal down; nothing changes until it is approved.</summary>
    Task<CommandOutcome> ProposeAsync(ParameterProposalRequest request, string who);

    /// <summary>Puts a proposal into the engine.</summary>
    Task<CommandOutcome> ApproveAsync(string proposal, string who);

    Task<CommandOutcome> RejectAsync(string proposal, string reason, string who);

    /// <summary>Sends an order at once, by the phases and limits of every other.</summary>
    Task<CommandOutcome> PlaceOrderAsync(PersonOrderRequest request, string who);

    /// <summary>Writes a wish to move money down; nothing of this program ever moves it.</summary>
    Task<CommandOutcome> ProposeMoveAsync(WalletMove move, Money amount, string why, string who);

    /// <summary>Approves or rejects a wish to move money.</summary>
    Task<CommandOutcome> DecideMoveAsync(string proposal, bool approve, string reason, string who);

    /// <summary>Sends a test through every channel of alerts; snapshots show what came of it.</summary>
    Task<CommandOutcome> TestAlertsAsync(string who);
}
