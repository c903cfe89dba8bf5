using System.CommandLine;
using Microsoft.Extensions.Logging.Abstractions;
using PolyCloud.ContainerWorker.Alerts;
using PolyCloud.ContainerWorker.Alerts.Channels;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Publishing;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Cli.Commands;

/// <summary>`alerts`: whether people would be told, tried from this shell; no worker is needed.</summary>
internal static class AlertsCommand
{
    /// <summary>Five tries with their pauses, and some more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static Command Create()
    {
        var test = new Command(
            "test",
            $"Send a test through every channel that the environment names ({AlertChannels.WebhookVariable}, {AlertChannels.DiscordVariable}, {AlertChannels.TelegramTokenVariable} with "
            + $"{AlertChannels.TelegramChatVariable}), and say what came of it. Exit code 1 where one failed, 3 where none is named.");
        test.SetAction((_, cancellation) => TestAsync(cancellation));
        return new Command("alerts", "Try the channels through which people are told.") { test };
    }

    private static async Task<int> TestAsync(CancellationToken cancellation)
    {
        IReadOnlyList<IAlertChannel> channels;
        try
        {
            channels = AlertChannels.Of(Environment.GetEnvironmentVariable);
        }
        catch (AlertChannelException problem)
        {
            throw new UsageException(problem.Message);
        }

        if (channels.Count == 0)
        {
            Console.Error.WriteLine($"No channel is named in the environment; set {AlertChannels.WebhookVariable}, for one.");
            return CommandLine.ExitMissing;
        }

        var now = new Timestamp((DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        var nothing = new SnapshotBoard(TradingSnapshot.Before(now, ""), static _ => { });
        await using var desk = new AlertDesk(new AlertSettings(), channels, nothing, TimeProvider.System, NullLogger.Instance);
        desk.Test(Environment.UserName, now);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        while (desk.Health.Channels.Any(static channel => channel.Sent + channel.Failed == 0) && !patience.IsCancellationRequested)
        {
            await Task.Delay(50, CancellationToken.None);
        }

        foreach (var channel in desk.Health.Channels)
        {
            Console.WriteLine($"{channel.Channel,-10} {(channel.Sent > 0 ? "delivered" : "NOT delivered: " + (channel.Problem ?? "it took too long"))}");
        }

        return desk.Health.Channels.All(static channel => channel.Sent > 0) ? CommandLine.ExitDone : CommandLine.ExitFailed;
    }
}
