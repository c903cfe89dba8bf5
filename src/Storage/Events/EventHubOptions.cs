using Azure.Core;

namespace PolyCloud.Storage.Events;

/// <summary>Where events go, and what waits where they cannot.</summary>
public sealed record EventHubOptions
{
    /// <summary>The environment variable that names the hub: <c>https://namespace.servicebus.windows.net/hub</c>. Not set: no events are published.</summary>
    public const string Variable = "POLYCLOUD_EVENT_HUB";

    /// <summary>Of the hub, https.</summary>
    public required Uri Hub { get; init; }

    /// <summary>Who sends; needs the role Azure Event Hubs Data Sender.</summary>
    public required TokenCredential Credential { get; init; }

    /// <summary>Where events wait on disk.</summary>
    public required string Directory { get; init; }

    /// <summary>
    /// Bytes that may wait on disk; later events are dropped, counted, until there is room. Default 256 MiB: about half a million events,
    /// a day of one busy series. Range 1 MiB to 64 GiB.
    /// </summary>
    public long WaitingBytesMaximum { get; init; } = 256L * 1024 * 1024;

    /// <summary>Events between the engine and the disk; later ones are dropped, counted. Default 8 192, a second of the busiest recorded market ten times over; range 16 to 1 000 000.</summary>
    public int QueueMaximum { get; init; } = 8_192;

    /// <summary>Events of one request. Default 200; range 1 to 1 000.</summary>
    public int BatchEventsMaximum { get; init; } = 200;

    /// <summary>First pause after a failed request; doubled up to <see cref="LongestPause"/>. Default 1 s; range 1 ms to 1 min.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Default 1 min; range <see cref="FirstPause"/> to 1 h.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public void Validate()
    {
        Check(Hub.Scheme == Uri.UriSchemeHttps && Hub.AbsolutePath.Trim('/').Length > 0, nameof(Hub), Hub, "https://namespace/hub");
        Check(Directory.Length > 0, nameof(Directory), Directory, "a path");
        Check(WaitingBytesMaximum is >= 1 << 20 and <= 64L << 30, nameof(WaitingBytesMaximum), WaitingBytesMaximum, "1048576 to 68719476736");
        Check(QueueMaximum is >= 16 and <= 1_000_000, nameof(QueueMaximum), QueueMaximum, "16 to 1000000");
        Check(BatchEventsMaximum is >= 1 and <= 1_000, nameof(BatchEventsMaximum), BatchEventsMaximum, "1 to 1000");
        Check(FirstPause >= TimeSpan.FromMilliseconds(1) && FirstPause <= TimeSpan.FromMinutes(1), nameof(FirstPause), FirstPause, "1 ms to 1 min");
        Check(LongestPause >= FirstPause && LongestPause <= TimeSpan.FromHours(1), nameof(LongestPause), LongestPause, "the first pause to 1 h");
    }

    private static void Check(bool allowed, string name, object value, string range)
    {
        if (!allowed)
        {
            throw new ArgumentException($"Event Hubs: {name} is '{value}'; allowed: {range}.", name);
        }
    }
}
