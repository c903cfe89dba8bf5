using PolyCloud.Engine.Values;

namespace PolyCloud.Exchange.Fills.Latency;

/// <summary>What a latency may be: a minute is longer than any call waits.</summary>
internal static class LatencyRange
{
    internal static readonly Duration Max = Duration.FromSeconds(60);

    internal static void Check(Duration latency, string name)
    {
        if (latency < Duration.Zero || latency > Max)
        {
            throw new ArgumentOutOfRangeException(name, latency, $"A latency lies between 0 and {Max}.");
        }
    }
}
