using Microsoft.AspNetCore.Http;
using PolyCloud.Dashboard.Access;
using PolyCloud.Engine.Bots;
using PolyCloud.ReadModel.Commands;

namespace PolyCloud.Dashboard.Actions;

/// <summary>One command as a button sends it.</summary>
/// <param name="Needs">The least role.</param>
/// <param name="Carry">Carries it out for a named person.</param>
internal sealed record DashboardAction(DashboardRole Needs, Func<ITradingCommands, string, CommandOutcome> Carry)
{
    private const string Unsaid = "from the dashboard";

    /// <param name="verb">Such as <c>halt</c> or <c>bot/b0/pause</c>.</param>
    /// <returns>Null where there is no such verb.</returns>
    public static DashboardAction? Read(string verb, IFormCollection form)
    {
        var reason = form["reason"].ToString() is { Length: > 0 } said ? said : Unsaid;
        return verb.Split('/') switch
        {
            ["halt"] => Trade((commands, who) => commands.Halt(reason, who)),
            ["flatten"] => Trade((commands, who) => commands.Flatten(reason, who)),
            ["resume"] => Admin((commands, who) => commands.Resume(reason, who)),
            ["bot", var bot, var signal] => OfBot(bot, signal, reason),
            ["window", var slug, "close"] => Trade((commands, who) => commands.ClosePosition(slug, reason, who)),
            ["order", var order, "cancel"] => Trade((commands, who) => commands.CancelOrder(order, reason, who)),
            ["proposal", var proposal, "approve"] => Admin((commands, who) => commands.Approve(proposal, who)),
            ["proposal", var proposal, "reject"] => Admin((commands, who) => commands.Reject(proposal, reason, who)),
            ["propose"] => Trade((commands, who) => Propose(ProposalForm.Read(form), commands, who)),
            _ => null,
        };
    }

    private static DashboardAction? OfBot(string bot, string signal, string reason) => signal switch
    {
        "start" => Trade((commands, who) => commands.CommandBot(bot, BotSignal.Start, reason, who)),
        "pause" => Trade((commands, who) => commands.CommandBot(bot, BotSignal.Pause, reason, who)),
        "resume" => Trade((commands, who) => commands.CommandBot(bot, BotSignal.Resume, reason, who)),
        "stop" => Trade((commands, who) => commands.CommandBot(bot, BotSignal.Stop, reason, who)),
        "halt" => Trade((commands, who) => commands.CommandBot(bot, BotSignal.EmergencyHalt, reason, who)),
        "rearm" => Admin((commands, who) => commands.CommandBot(bot, BotSignal.Rearm, reason, who)),
        _ => null,
    };

    private static CommandOutcome Propose(ProposalForm form, ITradingCommands commands, string who) =>
        form.Request is { } request ? commands.Propose(request, who) : CommandOutcome.Invalid(form.Field, form.Problem);

    private static DashboardAction Trade(Func<ITradingCommands, string, CommandOutcome> carry) => new(DashboardRole.Trade, carry);

    private static DashboardAction Admin(Func<ITradingCommands, string, CommandOutcome> carry) => new(DashboardRole.Admin, carry);
}
