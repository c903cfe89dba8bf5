using PolyCloud.Engine.Bots;
using PolyCloud.ReadModel.Commands;

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

    public CommandOutcome Halt(string reason, string who) => Take($"halt {reason} {who}");

    public CommandOutcome Flatten(string reason, string who) => Take($"flatten {reason} {who}");

    public CommandOutcome Resume(string reason, string who) => Take($"resume {reason} {who}");

    public CommandOutcome CommandBot(string bot, BotSignal signal, string reason, string who) =>
        bot == "b0" ? Take($"{signal} {bot} {reason} {who}") : CommandOutcome.NotFound($"There is no bot {bot}.");

    public CommandOutcome ClosePosition(string slug, string reason, string who) =>
        slug.StartsWith("btc-", StringComparison.Ordinal) ? Take($"close {slug} {reason} {who}") : CommandOutcome.NotFound("no such window");

    public CommandOutcome CancelOrder(string order, string reason, string who) => order.StartsWith('i') ? Take($"cancel {order} {reason} {who}") : CommandOutcome.NotFound("no such order");

    public CommandOutcome Propose(ParameterProposalRequest request, string who) =>
        Take($"propose {request.Scope} {request.Key} {string.Join(',', request.Settings.Select(static setting => setting.Key + "=" + setting.Value))} {request.Why} {who}", "p1");

    public CommandOutcome Approve(string proposal, string who) => proposal == "p1" ? Take($"approve {proposal} {who}") : CommandOutcome.NotFound("no such proposal");

    public CommandOutcome Reject(string proposal, string reason, string who) => proposal == "p1" ? Take($"reject {proposal} {reason} {who}") : CommandOutcome.NotFound("no such proposal");

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
