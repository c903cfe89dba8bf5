using System.Net.WebSockets;
using System.Text.Json.Nodes;
using PolyCloud.Dashboard.Scene;

namespace PolyCloud.Dashboard.Live;

public sealed class LiveSocketTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_page_is_told_what_changed_within_a_second()
    {
        await using var served = await ServedDashboard.StartAsync();
        using var socket = await ConnectAsync(served, "/live/overview");
        var first = await ReadAsync(socket);
        Assert.Contains("now", Panels(first));
        served.Board.Publish(SampleSnapshot.Of(2, noticeText: "something new"));
        JsonNode beat;
        do
        {
            beat = await ReadAsync(socket);
        }
        while (!Panels(beat).Contains("notices"));
        Assert.Contains("something new", (string)beat["panels"]!["notices"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("composition", Panels(beat));
    }

    [Fact]
    public async Task A_worker_that_publishes_nothing_more_looks_stale()
    {
        await using var served = await ServedDashboard.StartAsync();
        using var socket = await ConnectAsync(served, "/live/risk");
        JsonNode beat;
        do
        {
            beat = await ReadAsync(socket);
        }
        while (!((string?)beat["panels"]!["status"])!.Contains("data-stale=\"true\"", StringComparison.Ordinal));
        Assert.Contains("every figure below is old", (string)beat["panels"]!["status"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_talks_too_much_is_dropped_and_the_others_are_served()
    {
        await using var served = await ServedDashboard.StartAsync();
        using var chatty = await ConnectAsync(served, "/live/orders");
        using var quiet = await ConnectAsync(served, "/live/orders");
        using var patience = new CancellationTokenSource(Patience);
        var buffer = new byte[64 * 1024];
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            while (!patience.IsCancellationRequested)
            {
                await chatty.SendAsync(new byte[300], WebSocketMessageType.Binary, endOfMessage: true, patience.Token);
                await Task.Delay(5, patience.Token);
                if (chatty.State != WebSocketState.Open)
                {
                    throw new WebSocketException("closed");
                }
            }
        });
        Assert.False(patience.IsCancellationRequested);
        await ReadAsync(quiet);
    }

    private static async Task<ClientWebSocket> ConnectAsync(ServedDashboard served, string path)
    {
        var socket = new ClientWebSocket();
        using var patience = new CancellationTokenSource(Patience);
        await socket.ConnectAsync(new UriBuilder(served.Address) { Scheme = "ws", Path = path }.Uri, patience.Token);
        return socket;
    }

    private static async Task<JsonNode> ReadAsync(ClientWebSocket socket)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        ValueWebSocketReceiveResult received;
        do
        {
            received = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            message.Write(buffer, 0, received.Count);
        }
        while (!received.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!;
    }

    private static IEnumerable<string> Panels(JsonNode beat) => beat["panels"]!.AsObject().Select(static panel => panel.Key);
}
