using System.Globalization;
using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Flow.Recorded;

/// <summary>Which token's books of a recorded window are used.</summary>
public enum RecordedToken : byte
{
    /// <summary>The one with more books inside the window.</summary>
    BestRecorded,

    /// <summary>The last one its header names, as the published statistics took it.</summary>
    LastNamed,
}

/// <summary>One window of a recording, whole in memory: about 5 000 events, a few megabytes.</summary>
public sealed class RecordedWindow
{
    public static readonly Duration Length = Duration.FromSeconds(300);

    private RecordedWindow(RecordedHeader header, Timestamp opens, IReadOnlyList<RecordedEvent> events, int token)
    {
        Header = header;
        Opens = opens;
        Events = events;
        Token = token;
    }

    public RecordedHeader Header { get; }

    public Timestamp Opens { get; }

    public Timestamp Closes => Opens + Length;

    /// <summary>Events of the one token that was recorded best, in recorded order.</summary>
    public IReadOnlyList<RecordedEvent> Events { get; }

    /// <summary>Index of that token into the header's tokens.</summary>
    public int Token { get; }

    /// <summary>Starts less than 20 s after the open and ends more than 285 s after it.</summary>
    public bool Complete => Events.Count > 0
        && Events[0].At < Opens + Duration.FromSeconds(20)
        && Events[^1].At > Opens + Duration.FromSeconds(285);

    /// <summary>Keeps the events of one token: the one with more of them inside the window, or the last one of the header.</summary>
    /// <returns>Null where the slug names no window start.</returns>
    public static RecordedWindow? From(RecordedHeader header, IReadOnlyList<RecordedEvent> events, RecordedToken choice)
    {
        var dash = header.Slug.LastIndexOf('-');
        if (!long.TryParse(header.Slug.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var start) || start > 100_000_000_000)
        {
            return null;
        }

        var opens = Timestamp.FromSeconds(start);
        Span<int> inside = stackalloc int[2];
        foreach (var recorded in events)
        {
            inside[recorded.Token] += recorded.At >= opens && recorded.At <= opens + Length ? 1 : 0;
        }

        var token = header.Tokens.Count > 1 && (choice == RecordedToken.LastNamed || inside[1] > inside[0]) ? 1 : 0;
        return new RecordedWindow(header, opens, [.. events.Where(recorded => recorded.Token == token)], token);
    }
}
