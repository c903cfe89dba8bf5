using System.Net.WebSockets;

namespace PolyCloud.ContainerWorker.Tests.Api;

/// <summary>A socket whose peer reads nothing until it is let go, and says nothing.</summary>
internal sealed class StuckSocket : WebSocket
{
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebSocketCloseStatus? _status;
    private string? _description;

    public int Sent { get; private set; }

    public override WebSocketCloseStatus? CloseStatus => _status;

    public override string? CloseStatusDescription => _description;

    public override WebSocketState State => _status is null ? WebSocketState.Open : WebSocketState.CloseSent;

    public override string? SubProtocol => null;

    public void LetGo() => _letGo.SetResult();

    public override void Abort()
    {
    }

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        (_status, _description) = (closeStatus, statusDescription);
        return Task.CompletedTask;
    }

    public override void Dispose()
    {
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("It says nothing.");
    }

    public override async Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        await _letGo.Task.WaitAsync(cancellationToken);
        Sent++;
    }
}
