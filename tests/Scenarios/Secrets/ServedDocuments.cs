using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using PolyCloud.Scenarios.Processes;

namespace PolyCloud.Scenarios.Secrets;

/// <summary>Everything that a running worker shows to somebody who may read: each route of the API's document, pages, metrics, health, the stream.</summary>
internal static class ServedDocuments
{
    private static readonly string[] Pages = ["/", "/bots", "/performance", "/positions", "/orders", "/risk", "/settings", "/stop", "/login"];

    public static async Task<IReadOnlyList<(string Path, string Text)>> ReadAllAsync(string dataDirectory)
    {
        var file = Path.Combine(dataDirectory, "api.address");
        await Wait.UntilAsync(() => File.Exists(file), "the API is up");
        var address = new Uri((await File.ReadAllTextAsync(file)).Trim());
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        var document = await client.GetStringAsync(new Uri("/api/v1/openapi.json", UriKind.Relative));
        var read = new List<(string, string)> { ("/api/v1/openapi.json", document) };
        var routes = JsonNode.Parse(document)!["paths"]!.AsObject().Where(static path => path.Value!.AsObject().ContainsKey("get")).Select(static path => path.Key);
        foreach (var path in routes.Concat(Pages).Concat(["/metrics", "/health/ready", "/api/v1/docs"]))
        {
            // A name that does not exist shows what errors say.
            var asked = path.Replace("{id}", "b0", StringComparison.Ordinal).Replace("{symbol}", "btc", StringComparison.Ordinal);
            using var answer = await client.GetAsync(new Uri(asked, UriKind.Relative));
            read.Add((asked, answer.Headers + await answer.Content.ReadAsStringAsync()));
        }

        read.Add(("/api/v1/stream", await HearAsync(address)));
        return read;
    }

    private static async Task<string> HearAsync(Uri address)
    {
        using var socket = new ClientWebSocket();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/api/v1/stream" }.Uri, patience.Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes("""{"subscribe":["books","markets","positions","orders","bots","worker"]}"""), WebSocketMessageType.Text, true, patience.Token);
        var (heard, room) = (new StringBuilder(), new byte[64 * 1024]);
        for (var messages = 0; messages < 12;)
        {
            var part = await socket.ReceiveAsync(room.AsMemory(), patience.Token);
            heard.Append(Encoding.UTF8.GetString(room, 0, part.Count));
            messages += part.EndOfMessage ? 1 : 0;
        }

        return heard.ToString();
    }
}
