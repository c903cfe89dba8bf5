using System.Net.WebSockets;
using System.Text.Json;
using PolyCloud.Dashboard.Access;
using PolyCloud.Dashboard.Pages;

namespace PolyCloud.Dashboard.Live;

/// <summary>
/// One open page: with each beat, the panels that changed. The reader sends nothing; one that does not take a beat within
/// <see cref="Patience"/> is dropped and connects anew.
/// </summary>
internal sealed class LiveSocket(WebSocket socket, PageDefinition page, PageQuery query, DashboardCaller caller, PictureSource pictures, IDashboardAccess access)
{
    /// <summary>Pages promise to be no older than a second: a beat, a shared picture's age and a publication come to 0.9 s; drawing and the way take the rest.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(600);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, string> _sent = new(StringComparer.Ordinal);

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var listening = ListenAsync(ended);
        using var beat = new PeriodicTimer(Beat);
        try
        {
            do
            {
                if (access.RequiresKey && !access.IsStillLetIn(caller))
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "the key is no longer valid", ended.Token);
                    return;
                }

                await SendAsync(ended.Token);
            }
            while (await beat.WaitForNextTickAsync(ended.Token));
        }
        catch (Exception problem) when (problem is OperationCanceledException or WebSocketException)
        {
            socket.Abort();
        }
        finally
        {
            await ended.CancelAsync();
            await listening;
        }
    }

    private async Task SendAsync(CancellationToken ended)
    {
        var picture = pictures.Newest;
        var changed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var panel in page.Live)
        {
            var html = await picture.PanelAsync(panel, query, caller.Role);
            if (!_sent.TryGetValue(panel.Id, out var last) || last != html)
            {
                changed[panel.Id] = _sent[panel.Id] = html;
            }
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ended);
        patience.CancelAfter(Patience);
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new LiveMessage(picture.Moment.Snapshot.Sequence, changed), LiveMessage.Json);
        await socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, patience.Token);
    }

    /// <summary>Only to hear the end: what a reader sends is thrown away, and a reader that sends much is dropped.</summary>
    private async Task ListenAsync(CancellationTokenSource ended)
    {
        var buffer = new byte[256];
        try
        {
            for (var heard = 0; heard < 16; heard++)
            {
                var said = await socket.ReceiveAsync(buffer.AsMemory(), ended.Token);
                if (said.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }
            }
        }
        catch (Exception problem) when (problem is OperationCanceledException or WebSocketException)
        {
            // The page is gone.
        }

        await ended.CancelAsync();
    }
}
