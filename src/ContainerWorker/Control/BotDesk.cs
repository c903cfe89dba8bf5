using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Reports;
using PolyCloud.Engine.Values;

namespace PolyCloud.ContainerWorker.Control;

/// <summary>Takes people's commands to bots to the engine as one journaled input each; a command that would do nothing is an error.</summary>
internal sealed class BotDesk(EngineDriver driver, INodeObserver observer)
{
    private const int MaximumReason = 500;
    private static readonly Duration LongestPause = Duration.FromSeconds(30L * 86_400);

    /// <summary>Moves the bot, or says by name what is wrong and changes nothing.</summary>
    public IReadOnlyList<string> Command(Timestamp now, BotRequest request)
    {
        if (Problem(request, out var bot) is { } problem)
        {
            return [problem];
        }

        var until = request.Signal == BotSignal.Pause && request.For > Duration.Zero ? now + request.For : Timestamp.Never;
        var why = request.Signal == BotSignal.EmergencyHalt ? Reason.ManualHalt : Reason.None;
        driver.Engine.OnBotCommand(now, new BotCommand(bot.Bot, request.Signal, why, until), driver.Effects);
        observer.Noted(now, NodeNote.Bot, $"{bot.Bot} {bot.Strategy}: {request.Signal} ({request.Reason})");
        return [];
    }

    private string? Problem(BotRequest request, out BotView bot)
    {
        bot = default;
        if (string.IsNullOrWhiteSpace(request.Reason) || request.Reason.Length > MaximumReason)
        {
            return $"reason must say why, in 1 to {MaximumReason} characters.";
        }

        if (request.Signal is not (BotSignal.Start or BotSignal.Pause or BotSignal.Resume or BotSignal.Stop or BotSignal.EmergencyHalt or BotSignal.Rearm))
        {
            return $"signal is {request.Signal}; allowed is Start, Pause, Resume, Stop, EmergencyHalt or Rearm.";
        }

        if (request.For < Duration.Zero || request.For > LongestPause || (request.For > Duration.Zero && request.Signal != BotSignal.Pause))
        {
            return $"for is {request.For.Micros / Timestamp.PerSecond} s; allowed is 1 s to 30 days, with Pause.";
        }

        var bots = driver.Engine.BotViews;
        List<BotView> named = [.. bots.Where(view => view.Bot.ToString() == request.Bot || view.Strategy == request.Bot)];
        if (named.Count != 1)
        {
            return $"bot is '{request.Bot}', which {(named.Count == 0 ? "no bot is called" : "several are called")}; there are {string.Join(", ", bots.Select(view => $"{view.Bot} {view.Strategy}"))}.";
        }

        bot = named[0];
        return bot.State.After(request.Signal) == bot.State && (bot.State, request.Signal) != (BotState.Paused, BotSignal.Pause)
            ? $"{bot.Bot} {bot.Strategy} is {bot.State}; {request.Signal} does nothing there."
            : null;
    }
}
