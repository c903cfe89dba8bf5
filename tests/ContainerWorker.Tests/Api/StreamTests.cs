using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using PolyCloud.ContainerWorker.Api;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.ContainerWorker.Api.Streaming;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Publishing;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Tests.Api;

public sealed class StreamTests
{
    private const string Viewer = "pck_viewer-0123456789-0123456789-0123456789";

    [Fact]
    public async Task A_topic_begins_with_a_snapshot_and_goes_on_with_what_changed()
    {
        await using var scene = await ApiScene.StartAsync();
        using var client = await ConnectAsync(scene);
        await SendAsync(client, """{"subscribe":["bots","worker"]}""");
        var first = await ReadAsync(client);
        Assert.Equal(("snapshot", "bots", "b0"), ((string)first["type"]!, (string)first["topic"]!, (string)first["items"]![0]!["id"]!));
        Assert.Equal("snapshot", (string)(await ReadAsync(client))["type"]!);
        scene.Publish();
        var delta = await ReadAsync(client);
        Assert.Equal(("delta", "worker"), ((string)delta["type"]!, (string)delta["topic"]!));
        Assert.True((long)delta["sequence"]! > (long)first["sequence"]!);
    }

    [Fact]
    public async Task Snapshot_and_deltas_together_are_what_a_later_client_sees()
    {
        await using var scene = await ApiScene.StartAsync();
        using var early = await ConnectAsync(scene);
        await SendAsync(early, """{"subscribe":["orders","positions"]}""");
        var state = new Dictionary<string, string>(StringComparer.Ordinal);
        Apply(state, await ReadAsync(early));
        Apply(state, await ReadAsync(early));
        scene.CancelEverything();
        scene.Publish();
        Apply(state, await ReadAsync(early));
        using var late = await ConnectAsync(scene);
        await SendAsync(late, """{"subscribe":["orders","positions"]}""");
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        Apply(seen, await ReadAsync(late));
        Apply(seen, await ReadAsync(late));
        Assert.Equal(seen.OrderBy(static row => row.Key, StringComparer.Ordinal), state.OrderBy(static row => row.Key, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"subscribe\":\"bots\"}")]
    [InlineData("{\"subscribe\":[1]}")]
    [InlineData("{\"subscribe\":[\"secrets\"]}")]
    [InlineData("{\"subscribe\":[\"bots\"],\"subscribe\":[]}")]
    public async Task A_message_that_is_not_understood_is_answered_and_survived(string message)
    {
        await using var scene = await ApiScene.StartAsync();
        using var client = await ConnectAsync(scene);
        await SendAsync(client, message);
        Assert.Equal("error", (string)(await ReadAsync(client))["type"]!);
        await SendAsync(client, """{"subscribe":["books"]}""");
        var books = await ReadAsync(client);
        Assert.Equal(0.48m, (decimal)books["items"]![0]!["up"]!["bids"]![0]!["price"]!);
    }

    [Fact]
    public async Task A_message_that_is_too_long_is_answered_and_survived()
    {
        await using var scene = await ApiScene.StartAsync();
        using var client = await ConnectAsync(scene);
        await SendAsync(client, new string('x', 300_000));
        Assert.Contains(StreamClient.MaximumMessage.ToString(System.Globalization.CultureInfo.InvariantCulture), (string)(await ReadAsync(client))["detail"]!, StringComparison.Ordinal);
        await SendAsync(client, """{"subscribe":["bots"]}""");
        Assert.Equal("snapshot", (string)(await ReadAsync(client))["type"]!);
    }

    [Fact]
    public async Task A_client_that_sends_nothing_but_nonsense_is_dropped_with_the_reason()
    {
        await using var scene = await ApiScene.StartAsync();
        using var client = await ConnectAsync(scene);
        for (var fault = 0; fault <= StreamClient.MaximumFaults; fault++)
        {
            await SendAsync(client, "nonsense");
        }

        Assert.Contains("could not be understood", await CloseReasonAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_client_is_dropped_with_the_reason_and_holds_nobody_up()
    {
        using var board = new StreamHub(new SnapshotBoard(TradingSnapshot.Before(new Timestamp(1), "0"), static problem => throw problem));
        using var socket = new StuckSocket();
        using var client = new StreamClient(socket, board);
        var running = client.RunAsync(CancellationToken.None);
        for (var message = 0; message < StreamClient.MaximumWaiting + 2; message++)
        {
            client.Offer([1]);
        }

        socket.LetGo();
        await running.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "slow client: 256 messages waited"), (socket.CloseStatus!.Value, socket.CloseStatusDescription!));
        Assert.InRange(socket.Sent, 1, 2);
    }

    [Fact]
    public async Task A_key_is_needed_where_keys_are_and_pages_offer_it_as_a_protocol()
    {
        await using var scene = await ApiScene.StartAsync(null, (Viewer, ApiRole.View));
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(scene));
        using var program = await ConnectAsync(scene, socket => socket.Options.SetRequestHeader("X-API-Key", Viewer));
        using var page = await ConnectAsync(scene, socket =>
        {
            socket.Options.AddSubProtocol(StreamRoute.Protocol);
            socket.Options.AddSubProtocol(StreamRoute.KeyProtocol + Viewer);
        });
        Assert.Equal(StreamRoute.Protocol, page.SubProtocol);
    }

    [Fact]
    public async Task A_page_of_another_origin_is_not_served_even_on_loopback()
    {
        await using var scene = await ApiScene.StartAsync(new ApiSettings { AllowedOrigins = "https://desk.example.org" });
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(scene, static socket => socket.Options.SetRequestHeader("Origin", "https://evil.example.org")));
        using var desk = await ConnectAsync(scene, static socket => socket.Options.SetRequestHeader("Origin", "https://desk.example.org"));
        Assert.Equal(WebSocketState.Open, desk.State);
    }

    private static void Apply(Dictionary<string, string> state, JsonNode message)
    {
        foreach (var row in message["items"]?.AsArray() ?? message["changed"]!.AsArray())
        {
            state[(string)message["topic"]! + " " + (string)row!["id"]!] = row.ToJsonString();
        }

        foreach (var id in message["removed"]?.AsArray() ?? [])
        {
            state.Remove((string)message["topic"]! + " " + (string)id!);
        }
    }

    private static async Task<ClientWebSocket> ConnectAsync(ApiScene scene, Action<ClientWebSocket>? configure = null)
    {
        var client = new ClientWebSocket();
        configure?.Invoke(client);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await client.ConnectAsync(new UriBuilder(scene.Address) { Scheme = "ws", Path = "/api/v1/stream" }.Uri, patience.Token);
        return client;
    }

    private static Task SendAsync(ClientWebSocket client, string text) => client.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    private static async Task<JsonNode> ReadAsync(ClientWebSocket client)
    {
        var (message, closed) = await NextAsync(client);
        return message ?? throw new InvalidOperationException("closed: " + closed);
    }

    private static async Task<string> CloseReasonAsync(ClientWebSocket client)
    {
        while (true)
        {
            var (message, closed) = await NextAsync(client);
            if (message is null)
            {
                return closed;
            }
        }
    }

    private static async Task<(JsonNode? Message, string Closed)> NextAsync(ClientWebSocket client)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var read = await client.ReceiveAsync(buffer, patience.Token);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return (null, client.CloseStatusDescription ?? "");
            }

            message.Write(buffer, 0, read.Count);
            if (read.EndOfMessage)
            {
                return (JsonNode.Parse(message.ToArray()), "");
            }
        }
    }
}
