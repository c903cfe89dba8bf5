using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace PolyCloud.ContainerWorker.Api.Streaming;

/// <summary>One client of the stream: its bounded buffer out, and its messages in, of which bad ones are answered and survived.</summary>
internal sealed class StreamClient(WebSocket socket, StreamHub hub) : IDisposable
{
    /// <summary>Six topics ten times a second for four seconds: who is farther behind sees no present, and is dropped to start anew.</summary>
    public const int MaximumWaiting = 256;

    /// <summary>A subscription is far shorter.</summary>
    public const int MaximumMessage = 4 * 1024;

    /// <summary>A program that keeps sending nonsense is broken; a person who tries by hand needs a few.</summary>
    public const int MaximumFaults = 20;

    private static readonly TimeSpan SendPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);

    private readonly Channel<byte[]> _waiting = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MaximumWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    private readonly CancellationTokenSource _deaf = new();
    private volatile string? _endedBecause;
    private int _faults;

    /// <summary>Topics it hears; the hub's to change, under its lock.</summary>
    public HashSet<string> Hears { get; } = new(StringComparer.Ordinal);

    /// <summary>Queues a message; where there is no room the client is dropped.</summary>
    public void Offer(byte[] message)
    {
        if (!_waiting.Writer.TryWrite(message))
        {
            End($"slow client: {MaximumWaiting} messages waited");
        }
    }

    /// <summary>Serves the client until it leaves, is dropped, or the worker ends.</summary>
    public async Task RunAsync(CancellationToken ending)
    {
        using var _ = ending.Register(() => End("the worker ends"));
        var receiving = ReceiveAsync();
        var sending = SendAsync();
        await Task.WhenAny(receiving, sending);
        End("");
        await sending;

        // The reason first: to stop listening would break the connection before it is told.
        await CloseAsync();
        await Task.WhenAny(receiving, Task.Delay(ClosePatience, CancellationToken.None));
        await _deaf.CancelAsync();
        await receiving;
    }

    public void Dispose() => _deaf.Dispose();

    private void End(string because)
    {
        Interlocked.CompareExchange(ref _endedBecause, because, null);
        _waiting.Writer.TryComplete();
    }

    /// <summary>Until the client is dropped or leaves; what waits then is not sent any more.</summary>
    private async Task SendAsync()
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync())
            {
                while (_endedBecause is null && _waiting.Reader.TryRead(out var message))
                {
                    using var patience = new CancellationTokenSource(SendPatience);
                    await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
                }

                if (_endedBecause is not null)
                {
                    return;
                }
            }
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException or IOException)
        {
            End("slow client: a message was not taken in time");
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            await TakeAllAsync();
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException or IOException)
        {
            // It left without a word, or was dropped.
        }
    }

    private async Task TakeAllAsync()
    {
        var buffer = new byte[MaximumMessage];
        while (true)
        {
            var (length, isClose, fault) = await ReadAsync(buffer);
            if (isClose)
            {
                return;
            }

            fault ??= Take(buffer.AsSpan(0, length));
            if (fault is null)
            {
                continue;
            }

            if (++_faults > MaximumFaults)
            {
                End($"{MaximumFaults} messages could not be understood");
                return;
            }

            Offer(JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["type"] = "error", ["detail"] = fault }));
        }
    }

    /// <summary>One message; a longer one than fits is read to its end and forgotten.</summary>
    private async Task<(int Length, bool IsClose, string? Fault)> ReadAsync(byte[] buffer)
    {
        var length = 0;
        var tooLong = false;
        while (true)
        {
            tooLong |= length == buffer.Length;
            var read = await socket.ReceiveAsync(buffer.AsMemory(tooLong ? 0 : length), _deaf.Token);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                return (0, true, null);
            }

            length += read.Count;
            if (read.EndOfMessage)
            {
                return tooLong ? (0, false, $"The message is longer than {MaximumMessage} bytes.")
                    : read.MessageType == WebSocketMessageType.Binary ? (0, false, "Messages are text.")
                    : (length, false, null);
            }
        }
    }

    /// <returns>What is wrong with the message, or null.</returns>
    private string? Take(ReadOnlySpan<byte> message)
    {
        try
        {
            if (JsonNode.Parse(message) is JsonObject { Count: 1 } order && order["subscribe"] is JsonArray topics
                && topics.All(static topic => topic is JsonValue value && value.GetValueKind() == JsonValueKind.String))
            {
                var names = topics.Select(static topic => (string)topic!).ToList();
                if (names.Find(name => !hub.Topics.Contains(name)) is not { } unknown)
                {
                    hub.Subscribe(this, names);
                    return null;
                }

                return $"There is no topic '{(unknown.Length <= 40 ? unknown : unknown[..40])}'; there are {string.Join(", ", hub.Topics)}.";
            }
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or ArgumentException)
        {
            // Answered below: what was sent is not repeated.
        }

        return """The message is not understood; send {"subscribe":["books","positions","bots"]}.""";
    }

    private async Task CloseAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(ClosePatience);
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                var status = string.IsNullOrEmpty(_endedBecause) ? WebSocketCloseStatus.NormalClosure : WebSocketCloseStatus.PolicyViolation;
                await socket.CloseOutputAsync(status, _endedBecause, patience.Token);
            }
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException or IOException)
        {
            socket.Abort();
        }
    }
}
