using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.ControlPlane;

/// <summary>The present of a clock as a moment.</summary>
internal static class Moments
{
    public static Timestamp Now(this TimeProvider time) => new((time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
}
