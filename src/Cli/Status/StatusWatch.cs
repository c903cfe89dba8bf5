using System.Text.Json.Nodes;

namespace PolyCloud.Cli.Status;

/// <summary>How large the terminal is, asked anew each time: people change it.</summary>
internal sealed record ScreenSize(Func<int> Width, Func<int> Height);

/// <summary>
/// The status, painted over itself each second. Where no terminal listens it is written one after the other, without codes. A worker that
/// does not answer is waited for, and how long ago it last did is said: what is shown of it meanwhile is old.
/// </summary>
/// <param name="ask">Null where nobody answers.</param>
/// <param name="screen">Null where there is no terminal.</param>
/// <param name="json">One line of JSON each, null where nobody answers.</param>
internal sealed class StatusWatch(Func<CancellationToken, Task<JsonNode?>> ask, TimeProvider time, TextWriter output, ScreenSize? screen, bool json)
{
    private const string Home = "\e[H";
    private const string ClearToEndOfLine = "\e[K";
    private const string ClearBelow = "\e[J";
    private const string HideCursor = "\e[?25l";
    private const string ShowCursor = "\e[?25h";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private JsonNode? _newest;
    private long _heardAt = time.GetTimestamp();

    /// <summary>Returns when it is cancelled, as by Ctrl-C.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await WriteAsync(screen is null ? "" : HideCursor + Home + ClearBelow);
        try
        {
            while (true)
            {
                await PaintAsync(await ask(cancellation));
                await Task.Delay(Pause, time, cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            // That is how people end it.
        }
        finally
        {
            await WriteAsync(screen is null ? "" : ShowCursor + Environment.NewLine);
        }
    }

    private async Task PaintAsync(JsonNode? status)
    {
        if (status is not null)
        {
            (_newest, _heardAt) = (status, time.GetTimestamp());
        }

        if (json)
        {
            await WriteAsync((status?.ToJsonString() ?? "null") + "\n");
            return;
        }

        var now = time.GetUtcNow().UtcDateTime.ToString("HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) + " UTC";
        var head = status is not null ? now : $"{now}  NO WORKER ANSWERS for {time.GetElapsedTime(_heardAt).TotalSeconds:0} s{(_newest is null ? "" : ": what follows is old")}";
        var lines = (head + Environment.NewLine + (_newest is null ? "" : StatusText.Of(_newest))).Split(Environment.NewLine);
        await WriteAsync(screen is null ? string.Join('\n', lines) + "\n\n" : Painted(lines));
    }

    /// <summary>No line is wrapped and none scrolls: the newest picture always lies over the last.</summary>
    private string Painted(IReadOnlyList<string> lines)
    {
        var (width, height) = (Math.Max(screen!.Width(), 20), Math.Max(screen.Height(), 4));
        var shown = lines.Count <= height - 1 ? lines : [.. lines.Take(height - 2), $"… {lines.Count - height + 2} lines more"];
        return Home + string.Join('\n', shown.Select(line => (line.Length < width ? line : line[..(width - 1)]) + ClearToEndOfLine)) + "\n" + ClearBelow;
    }

    private async Task WriteAsync(string text)
    {
        await output.WriteAsync(text);
        await output.FlushAsync();
    }
}
