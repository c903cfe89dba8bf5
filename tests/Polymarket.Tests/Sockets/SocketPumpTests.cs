using System.Net;
using System.Net.WebSockets;
using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Sockets;

namespace PolyCloud.Polymarket.Tests.Sockets;

public sealed class SocketPumpTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpListener _server;
    private readonly Uri _address;
    private readonly Lock _gate = new();
    private readonly Clock _clock = new(TimeProvider.System);
    private readonly CancellationTokenSource _cancellation = new();

    public SocketPumpTests() => (_server, _address) = Listen();

    /// <summary>
    /// A listener outside the range that free ports are taken from: a port that was probed and let go may be another test's by the
    /// time it is listened on.
    /// </summary>
    private static (HttpListener Server, Uri Address) Listen()
    {
        for (var attempt = 0; ; attempt++)
        {
            var port = Random.Shared.Next(20_000, 30_000);
            var server = new HttpListener();
            server.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                server.Start();
                return (server, new Uri($"ws://127.0.0.1:{port}/"));
            }
            catch (HttpListenerException) when (attempt < 20)
            {
                server.Close();
            }
        }
    }

    public void Dispose()
    {
        _cancellation.Cancel();
        _server.Close();
        _cancellation.Dispose();
    }

    private async Task<WebSocket> AcceptAsync() => (await (await _server.GetContextAsync().WaitAsync(Patience)).AcceptWebSocketAsync(null).WaitAsync(Patience)).WebSocket;

    private static async Task<string> ReceiveAsync(WebSocket socket)
    {
        var buffer = new byte[1024];
        var result = await socket.ReceiveAsync(buffer, CancellationToken.None).WaitAsync(Patience);
        return Encoding.UTF8.GetString(buffer, 0, result.Count);
    }

    private static Task SendAsync(WebSocket socket, string text, bool isEnd = true) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, isEnd, CancellationToken.None).WaitAsync(Patience);

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var waited = 0; !condition(); waited += 10)
        {
            Assert.True(waited < Patience.TotalMilliseconds, "it did not happen");
            await Task.Delay(10);
        }
    }

    private async Task StoppedAsync(Task running)
    {
        await _cancellation.CancelAsync().WaitAsync(Patience);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Patience));
    }

    [Fact]
    public async Task It_carries_whole_messages_and_commands_in_order_under_the_lock()
    {
        var session = new EchoSession(_gate);
        var steps = 0;
        using var pump = new SocketPump(session, _address, _gate, _ => steps++, _clock);
        var running = pump.RunAsync(_cancellation.Token);
        var server = await AcceptAsync();
        Assert.Equal("hello", await ReceiveAsync(server));
        await SendAsync(server, "par", isEnd: false);
        await SendAsync(server, "ts");
        Assert.Equal("echo parts", await ReceiveAsync(server));
        var big = new string('x', 300_000);
        await SendAsync(server, big);
        Assert.Equal("echo 300000", await ReceiveAsync(server));
        pump.Step((_, commands) => commands.Send("from outside"u8));
        Assert.Equal("from outside", await ReceiveAsync(server));
        await StoppedAsync(running);
        Assert.True(session.WasAlwaysLocked);
        Assert.True(steps >= 5);
    }

    [Fact]
    public async Task A_deadline_ticks_the_session_and_a_session_that_gives_up_is_connected_again()
    {
        var session = new EchoSession(_gate) { GivesUpAfter = Duration.FromMilliseconds(100) };
        using var pump = new SocketPump(session, _address, _gate, _ => { }, _clock);
        var running = pump.RunAsync(_cancellation.Token);
        var first = await AcceptAsync();
        Assert.Equal("hello", await ReceiveAsync(first));
        var second = await AcceptAsync();
        Assert.Equal("hello", await ReceiveAsync(second));
        Assert.True(session.Closings >= 1);
        await StoppedAsync(running);
    }

    [Fact]
    public async Task A_message_beyond_the_bound_ends_the_connection_and_is_counted()
    {
        var session = new EchoSession(_gate);
        using var pump = new SocketPump(session, _address, _gate, _ => { }, _clock);
        var running = pump.RunAsync(_cancellation.Token);
        var server = await AcceptAsync();
        Assert.Equal("hello", await ReceiveAsync(server));
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            for (var part = 0; part < 40; part++)
            {
                await SendAsync(server, new string('x', 256 * 1024), isEnd: false);
            }
        });
        await UntilAsync(() => session.Closings >= 1);
        Assert.Equal(1, pump.Oversized);
        await StoppedAsync(running);
    }

    [Fact]
    public async Task A_connection_that_cannot_be_made_is_told_as_closed()
    {
        var session = new EchoSession(_gate);
        _server.Stop();
        using var pump = new SocketPump(session, _address, _gate, _ => { }, _clock);
        var running = pump.RunAsync(_cancellation.Token);
        await UntilAsync(() => session.Closings >= 2);
        await StoppedAsync(running);
    }

    [Fact]
    public async Task What_the_owner_throws_on_a_deadline_ends_the_pump()
    {
        var session = new EchoSession(_gate) { GivesUpAfter = Duration.FromMilliseconds(50) };
        using var pump = new SocketPump(session, _address, _gate, _ => { if (session.Ticks > 0) { throw new InvalidOperationException("broken"); } }, _clock);
        var running = pump.RunAsync(_cancellation.Token);
        await AcceptAsync();
        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() => running.WaitAsync(Patience));
        Assert.Equal("broken", problem.Message);
    }

    /// <summary>Greets, echoes, asks to connect again at once, and gives up a connection after a while where it is told to.</summary>
    private sealed class EchoSession(Lock gate) : ISocketSession
    {
        public Duration GivesUpAfter { get; init; }

        public bool WasAlwaysLocked { get; private set; } = true;

        public int Closings { get; private set; }

        public int Ticks { get; private set; }

        public string Name => "echo";

        public Timestamp NextDeadline { get; private set; } = Timestamp.Never;

        public void Start(Timestamp now, SocketCommands commands) => commands.Connect();

        public void Opened(Timestamp now, SocketCommands commands)
        {
            Note();
            commands.Send("hello"u8);
            NextDeadline = GivesUpAfter == Duration.Zero ? Timestamp.Never : now + GivesUpAfter;
        }

        public void Received(Timestamp now, ReadOnlySpan<byte> message, SocketCommands commands)
        {
            Note();
            commands.Send(Encoding.UTF8.GetBytes("echo " + (message.Length > 100 ? message.Length.ToString() : Encoding.UTF8.GetString(message))));
        }

        public void Closed(Timestamp now, int closeCode, SocketCommands commands)
        {
            Note();
            Closings++;
            commands.Connect();
        }

        public void Tick(Timestamp now, SocketCommands commands)
        {
            Note();
            Ticks++;
            NextDeadline = Timestamp.Never;
            commands.Close();
        }

        private void Note() => WasAlwaysLocked &= gate.IsHeldByCurrentThread;
    }
}
