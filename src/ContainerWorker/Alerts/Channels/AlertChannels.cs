namespace PolyCloud.ContainerWorker.Alerts.Channels;

/// <summary>A variable of the environment that names a channel is wrong; the text names it and never repeats its value.</summary>
public sealed class AlertChannelException(string message) : Exception(message);

/// <summary>The channels that the environment names: addresses and tokens are secrets and are no settings.</summary>
public static class AlertChannels
{
    public const string WebhookVariable = "POLYCLOUD_ALERT_WEBHOOK";

    public const string DiscordVariable = "POLYCLOUD_ALERT_DISCORD";

    public const string TelegramTokenVariable = "POLYCLOUD_ALERT_TELEGRAM_TOKEN";

    public const string TelegramChatVariable = "POLYCLOUD_ALERT_TELEGRAM_CHAT";

    /// <summary>Another Bot API server than Telegram's own.</summary>
    public const string TelegramServiceVariable = "POLYCLOUD_ALERT_TELEGRAM_SERVICE";

    /// <summary>Empty where none is named.</summary>
    /// <exception cref="AlertChannelException">An address is none, or a part is missing.</exception>
    public static IReadOnlyList<IAlertChannel> Of(Func<string, string?> environment)
    {
        var channels = new List<IAlertChannel>();
        if (Set(environment, WebhookVariable) is { } webhook)
        {
            channels.Add(new WebhookChannel(Address(WebhookVariable, webhook)));
        }

        if (Set(environment, DiscordVariable) is { } discord)
        {
            channels.Add(new DiscordChannel(Address(DiscordVariable, discord)));
        }

        var (token, chat) = (Set(environment, TelegramTokenVariable), Set(environment, TelegramChatVariable));
        if (token is null != chat is null)
        {
            throw new AlertChannelException($"{TelegramTokenVariable} and {TelegramChatVariable} go together; one of them is missing.");
        }

        if (token is not null)
        {
            if (!token.All(static character => char.IsAsciiLetterOrDigit(character) || character is ':' or '-' or '_'))
            {
                throw new AlertChannelException($"{TelegramTokenVariable} is no token of a bot: it has letters, digits, ':', '-' and '_' only.");
            }

            var service = Set(environment, TelegramServiceVariable) is { } own ? Address(TelegramServiceVariable, own) : TelegramChannel.Service;
            channels.Add(new TelegramChannel(service, token, chat!));
        }

        return channels;
    }

    private static string? Set(Func<string, string?> environment, string name) => environment(name) is { Length: > 0 } value ? value : null;

    /// <summary>Plain HTTP would show the secret to everybody on the way; on this machine nobody is.</summary>
    private static Uri Address(string name, string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new AlertChannelException($"{name} must be an https address (or http on this machine).");
}
