using System.Net;
using System.Net.Sockets;

namespace PolyCloud.Scenarios.Chain;

/// <summary>A second door to a node, which can be shut for good: an RPC endpoint that dies.</summary>
internal sealed class NodePort : IAsyncDisposable
{
    private const int Attempts = 20;

    private readonly int _target;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _ending = new();
    private readonly List<TcpClient> _open = [];
    private readonly Task _accepting;

    private NodePort(int target, TcpListener listener)
    {
        _target = target;
        _listener = listener;
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public static NodePort To(int target)
    {
        for (var attempt = 0; ; attempt++)
        {
            var listener = new TcpListener(IPAddress.Loopback, LoopbackPort.Draw());
            try
            {
                listener.Start();
                return new NodePort(target, listener);
            }
            catch (SocketException) when (attempt < Attempts)
            {
                listener.Dispose();
            }
        }
    }

    /// <summary>No new connection, and every open one is cut.</summary>
    public void Kill()
    {
        _ending.Cancel();
        _listener.Stop();
        lock (_open)
        {
            _open.ForEach(static client => client.Dispose());
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _accepting;
        _ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_ending.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_ending.Token);
                _ = CarryAsync(client);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var near = client;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _target, _ending.Token);
            lock (_open)
            {
                _open.Add(near);
                _open.Add(far);
            }

            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), _ending.Token), far.GetStream().CopyToAsync(near.GetStream(), _ending.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // The door is shut, or either side has gone: the connection just ends.
        }
    }
}
