using System.Diagnostics;
using System.Globalization;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>Moments of an order's life at which a crash is hardest to survive.</summary>
public enum CrashMoment : byte
{
    /// <summary>Written to the intent log, its bytes not sent.</summary>
    Signed,

    /// <summary>Its bytes are on their way, no answer yet.</summary>
    Sent,

    /// <summary>The venue told that it rests.</summary>
    Resting,

    /// <summary>Part or all of it was matched.</summary>
    Filled,
}

/// <summary>Kills this very process, as SIGKILL does, at the n-th time a moment is reached. Only crash tests set one.</summary>
public sealed class CrashPoint(CrashMoment moment, int occurrence)
{
    private int _seen;

    /// <summary>Reads <c>signed:2</c>; null where it is no such text.</summary>
    public static CrashPoint? Parse(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2
            && Array.Find(Enum.GetNames<CrashMoment>(), name => name.Equals(parts[0], StringComparison.OrdinalIgnoreCase)) is { } name
            && Enum.TryParse<CrashMoment>(name, out var moment)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var occurrence) && occurrence > 0
            ? new CrashPoint(moment, occurrence)
            : null;
    }

    public void Reach(CrashMoment reached)
    {
        if (reached == moment && Interlocked.Increment(ref _seen) == occurrence)
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
