using System.Text;
using System.Text.Json.Nodes;

namespace PolyCloud.ContainerWorker.Alerts.Channels;

/// <summary>Sends a message as a Telegram bot (https://core.telegram.org/bots/api#sendmessage). The token stands in the path, so the address is never logged.</summary>
internal sealed class TelegramChannel(Uri service, string token, string chat) : IAlertChannel
{
    /// <summary>Telegram takes 4 096 characters.</summary>
    private const int MaximumText = 4_000;

    public static Uri Service { get; } = new("https://api.telegram.org");

    public string Name => "telegram";

    public HttpRequestMessage Request(Alert alert)
    {
        var plain = alert.Plain;
        return new HttpRequestMessage(HttpMethod.Post, new Uri(service, $"/bot{token}/sendMessage"))
        {
            Content = new StringContent(
                new JsonObject { ["chat_id"] = chat, ["text"] = plain.Length <= MaximumText ? plain : plain[..MaximumText] + "…", ["disable_web_page_preview"] = true }.ToJsonString(),
                Encoding.UTF8,
                "application/json"),
        };
    }
}
