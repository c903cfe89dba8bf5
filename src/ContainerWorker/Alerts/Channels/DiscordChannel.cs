using System.Text;
using System.Text.Json.Nodes;

namespace PolyCloud.ContainerWorker.Alerts.Channels;

/// <summary>Writes into a Discord channel by one of its webhooks (https://discord.com/developers/docs/resources/webhook#execute-webhook).</summary>
/// <param name="address">Is itself the secret: never logged.</param>
internal sealed class DiscordChannel(Uri address) : IAlertChannel
{
    /// <summary>Discord takes 2 000 characters.</summary>
    private const int MaximumText = 1_900;

    public string Name => "discord";

    public HttpRequestMessage Request(Alert alert)
    {
        var plain = alert.Plain;
        return new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(
                new JsonObject
                {
                    ["content"] = plain.Length <= MaximumText ? plain : plain[..MaximumText] + "…",
                    ["allowed_mentions"] = new JsonObject { ["parse"] = new JsonArray() },
                }.ToJsonString(),
                Encoding.UTF8,
                "application/json"),
        };
    }
}
