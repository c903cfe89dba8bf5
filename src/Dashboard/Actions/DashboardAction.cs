using Microsoft.AspNetCore.Http;
using PolyCloud.Dashboard.Access;
using PolyCloud.Engine.Bots;
using PolyCloud.ReadModel.Commands;

namespace PolyCloud.Dashboard.Actions;

/// <summary>One command as a button sends it.</summary>
/// <param name="Needs">The least role.</param>
/// <param name="CarryAsync">Carries it out for a named person.</param>
internal sealed record DashboardAction(DashboardRole Needs, Func<ITradingCommands, string, Task<CommandOutcome>> CarryAsync)
{
    private const string Unsaid = "from the dashboard";

    private const int MaximumReason = 500;

    /// <param name="verb">Such as <c>halt</c> or <c>bot/b0/pause</c>.</param>
    /// <returns>Null where there is no such verb.</returns>
    public static DashboardAction? Read(string verb, IFormCollection form)
    {
        var reason = form["reason"].ToString().Trim() is { Length: > 0 } said ? said : Unsaid;
        return reason.Length > MaximumReason ? Trade(static (_, _) => Task.FromResult(CommandOutcome.Invalid("reason", $"say why in 1 to {MaximumReason} characters"))) : verb.Split('/') switch
        {
            ["halt"] => Trade((commands, who) => commands.HaltAsync(reason, who)),
            ["flatten"] => Trade((commands, who) => commands.FlattenAsync(reason, who)),
            ["resume"] => Admin((commands, who) => commands.ResumeAsync(reason, who)),
            ["bot", var bot, var signal] => OfBot(bot, signal, reason),
            ["window", var slug, "close"] => Trade((commands, who) => commands.ClosePositionAsync(slug, reason, who)),
            ["order", var order, "cancel"] => Trade((commands, who) => commands.CancelOrderAsync(order, reason, who)),
            ["proposal", var proposal, "approve"] => Admin((commands, who) => commands.ApproveAsync(proposal, who)),
            ["proposal", var proposal, "reject"] => Admin((commands, who) => commands.RejectAsync(proposal, reason, who)),
            ["alerts", "test"] => Trade(static (commands, who) => commands.TestAlertsAsync(who)),
            ["propose"] => Trade((commands, who) => ProposeAsync(ProposalForm.Read(form), commands, who)),
            _ => null,
        };
    }

    private static DashboardAction? OfBot(string bot, string signal, string reason) => signal switch
    {
        "start" => Trade((commands, who) => commands.CommandBotAsync(bot, BotSignal.Start, reason, who)),
        "pause" => Trade((commands, who) => commands.CommandBotAsync(bot, BotSignal.Pause, reason, who)),
        "resume" => Trade((commands, who) => commands.CommandBotAsync(bot, BotSignal.Resume, reason, who)),
        "stop" => Trade((commands, who) => commands.CommandBotAsync(bot, BotSignal.Stop, reason, who)),
        "halt" => Trade((commands, who) => commands.CommandBotAsync(bot, BotSignal.EmergencyHalt, reason, who)),
        "rearm" => Admin((commands, who) => commands.CommandBotAsync(bot, BotSignal.Rearm, reason, who)),
        _ => null,
    };

    private static Task<CommandOutcome> ProposeAsync(ProposalForm form, ITradingCommands commands, string who) =>
        form.Request is { } request ? commands.ProposeAsync(request, who) : Task.FromResult(CommandOutcome.Invalid(form.Field, form.Problem));

    private static DashboardAction Trade(Func<ITradingCommands, string, Task<CommandOutcome>> carry) => new(DashboardRole.Trade, carry);

    private static DashboardAction Admin(Func<ITradingCommands, string, Task<CommandOutcome>> carry) => new(DashboardRole.Admin, carry);
}
