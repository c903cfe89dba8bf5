using System.Net.WebSockets;
using PolyCloud.Dashboard.Access;

namespace PolyCloud.Dashboard.Live;

/// <summary>
/// One open page: with each beat, the panels that changed. The reader sends nothing; one that does not take a beat within
/// <see cref="Patience"/> is dropped and connects anew.
/// </summary>
internal sealed class LiveSocket(WebSocket socket, LiveStream stream, DashboardCaller caller, BeatGrid grid, IDashboardAccess access)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The last beat the reader was told; −1 before the first.</summary>
    private long _told = -1;

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var listening = ListenAsync(ended);
        try
        {
            for (var number = grid.Now; ; number = await grid.AfterAsync(number, ended.Token))
            {
                if (access.RequiresKey && !access.IsStillLetIn(caller))
                {
                    await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "the key is no longer valid", ended.Token);
                    return;
                }

                await SendAsync(await stream.BeatAsync(number), ended.Token);
            }
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

    private async Task SendAsync(LiveBeat beat, CancellationToken ended)
    {
        if (beat.Number == _told)
        {
            return;
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ended);
        patience.CancelAfter(Patience);
        await socket.SendAsync(beat.After(_told), WebSocketMessageType.Text, endOfMessage: true, patience.Token);
        _told = beat.Number;
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
