using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Chain.Rpc;

/// <summary>Why an endpoint rests.</summary>
public enum EndpointFault : byte
{
    None,

    /// <summary>No usable answer.</summary>
    NoAnswer,

    /// <summary>Its newest block is old, or below what most endpoints have.</summary>
    Behind,

    /// <summary>Its newest block went back further than a reorganisation does, or lies in the future.</summary>
    Implausible,
}

/// <summary>What is known of one endpoint, for choosing and for the operator.</summary>
public sealed class EndpointHealth
{
    private const int MaximumDoublings = 5;

    /// <summary>Mean of the last answers, each weighing a quarter; zero before the first.</summary>
    public Duration Latency { get; private set; }

    public ChainHead? Head { get; private set; }

    /// <summary>Troubles since the last good answer.</summary>
    public int FaultsInRow { get; private set; }

    public EndpointFault LastFault { get; private set; }

    /// <summary>Not asked before this moment unless every endpoint rests.</summary>
    public Timestamp RestsUntil { get; private set; }

    internal void Answered(Duration latency) =>
        Latency = Latency == Duration.Zero ? latency : new Duration(((3 * Latency.Micros) + latency.Micros) / 4);

    /// <summary>A good answer ends what a missing answer began; a bad head is only forgiven by a good head.</summary>
    internal void Served()
    {
        if (LastFault == EndpointFault.NoAnswer)
        {
            Recovered();
        }
    }

    internal void HeadSeen(ChainHead head)
    {
        Head = head;
        Recovered();
    }

    internal void Failed(Timestamp now, EndpointFault fault, Duration rest)
    {
        LastFault = fault;
        RestsUntil = now + (rest * (1L << Math.Min(FaultsInRow, MaximumDoublings)));
        FaultsInRow = Math.Min(FaultsInRow + 1, int.MaxValue - 1);
    }

    private void Recovered()
    {
        FaultsInRow = 0;
        LastFault = EndpointFault.None;
        RestsUntil = default;
    }
}
