using System.Text;
using System.Text.Json.Nodes;

namespace PolyCloud.ContainerWorker.Alerts.Channels;

/// <summary>POSTs the alert as JSON to an address of one's own.</summary>
/// <param name="address">May hold a secret: never logged.</param>
internal sealed class WebhookChannel(Uri address) : IAlertChannel
{
    public string Name => "webhook";

    public HttpRequestMessage Request(Alert alert) => new(HttpMethod.Post, address)
    {
        Content = new StringContent(
            new JsonObject
            {
                ["at"] = alert.At.ToString(),
                ["severity"] = alert.Severity.ToString().ToLowerInvariant(),
                ["reason"] = alert.Reason,
                ["subject"] = alert.Subject,
                ["text"] = alert.Text,
                ["action"] = alert.Action,
                ["repeats"] = alert.Repeats,
            }.ToJsonString(),
            Encoding.UTF8,
            "application/json"),
    };
}
