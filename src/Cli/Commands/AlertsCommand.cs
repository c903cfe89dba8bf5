using System.CommandLine;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using PolyCloud.ContainerWorker.Alerts;
using PolyCloud.ContainerWorker.Alerts.Channels;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Publishing;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.Cli.Commands;

/// <summary>`alerts`: whether people would be told, tried from this shell without a worker; and how telling them goes in a running one.</summary>
internal static class AlertsCommand
{
    /// <summary>Five tries with their pauses, and some more.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static Command Create()
    {
        var test = new Command(
            "test",
            $"Send a test through every channel that the environment names ({AlertChannels.WebhookVariable}, {AlertChannels.DiscordVariable}, {AlertChannels.TelegramTokenVariable} with "
            + $"{AlertChannels.TelegramChatVariable}), and say what came of it. Exit code 1 where one failed, 3 where none is named.") { Declared.Json };
        test.SetAction(TestAsync);
        var show = new Command("show", "Print how telling people goes in a running worker: each channel with what was delivered and what was not, and why.") { Declared.Data, Declared.Json };
        show.SetAction(ShowAsync);
        return new Command("alerts", "Try the channels through which people are told, or see how that goes.") { test, show };
    }

    private static async Task<int> TestAsync(ParseResult parsed, CancellationToken cancellation)
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

        var tried = desk.Health.Channels;
        Answer.Say(
            parsed,
            new JsonArray([.. tried.Select(static channel => (JsonNode)new JsonObject { ["channel"] = channel.Channel, ["delivered"] = channel.Sent > 0, ["problem"] = Problem(channel) })]),
            string.Join(Environment.NewLine, tried.Select(static channel => $"{channel.Channel,-10} {(Problem(channel) is { } problem ? "NOT delivered: " + problem : "delivered")}")));
        return tried.All(static channel => channel.Sent > 0) ? CommandLine.ExitDone : CommandLine.ExitFailed;
    }

    private static string? Problem(AlertChannelSnapshot channel) => channel.Sent > 0 ? null : channel.Problem ?? "it took too long";

    private static async Task<int> ShowAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var alerts = await new RunningWorker(DataDirectory.Of(parsed.GetValue(Declared.Data))).ReadAsync("alerts", cancellation);
        var channels = alerts["channels"] as JsonArray ?? [];
        Answer.Say(parsed, alerts, channels.Count == 0 ? "no channel is configured: nobody is told." : string.Join(Environment.NewLine, channels.Select(static channel =>
            $"{channel!["channel"],-10} delivered {channel["sent"]} (last {channel["lastSentAt"] ?? "never"})  given up {channel["failed"]}  dropped {channel["dropped"]}  waiting {channel["waiting"]}"
            + (channel["lastFailure"] is { } failure ? $"  last failure {channel["lastFailedAt"]}: {failure}" : ""))));
        return CommandLine.ExitDone;
    }
}
