using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Chain.Rpc;

/// <summary>
/// The chain's endpoints with their health: who is asked next, and who is not believed. One endpoint alone cannot make the others
/// look behind: heads are compared with the second highest; a lag of all of them shows in the age of their newest block.
/// </summary>
public sealed class RpcEndpoints
{
    private readonly EndpointHealth[] _health;

    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public RpcEndpoints(RpcOptions options)
    {
        options.Validate();
        Options = options;
        _health = [.. Enumerable.Range(0, options.Endpoints).Select(_ => new EndpointHealth())];
    }

    public RpcOptions Options { get; }

    public IReadOnlyList<EndpointHealth> Health => _health;

    /// <summary>The endpoint to ask: one that does not rest, the fastest of these; where all rest, the one that wakes first. -1 where all were tried.</summary>
    /// <param name="tried">Bit n set: endpoint n has been asked in vain.</param>
    public int Choose(Timestamp now, int tried)
    {
        var chosen = -1;
        for (var endpoint = 0; endpoint < _health.Length; endpoint++)
        {
            if ((tried & (1 << endpoint)) == 0 && (chosen < 0 || IsBetter(now, _health[endpoint], _health[chosen])))
            {
                chosen = endpoint;
            }
        }

        return chosen;
    }

    internal void Answered(int endpoint, Duration latency)
    {
        _health[endpoint].Answered(latency);
        _health[endpoint].Served();
    }

    internal void Silent(Timestamp now, int endpoint) => _health[endpoint].Failed(now, EndpointFault.NoAnswer, Options.Rest);

    /// <summary>Judges an endpoint's newest block; false where it is not to be believed, and the endpoint rests.</summary>
    internal bool Accept(Timestamp now, int endpoint, ChainHead head)
    {
        var health = _health[endpoint];
        var fault = head.At > now + Options.HeadLeadMaximum ? EndpointFault.Implausible
            : health.Head is { } before && head.Number + Options.HeadStepBackMaximum < before.Number ? EndpointFault.Implausible
            : head.At + Options.HeadAgeMaximum < now ? EndpointFault.Behind
            : head.Number + Options.HeadStepBackMaximum < SecondHighest(endpoint, head.Number) ? EndpointFault.Behind
            : EndpointFault.None;
        if (fault == EndpointFault.None)
        {
            health.HeadSeen(head);
            return true;
        }

        health.Failed(now, fault, Options.Rest);
        return false;
    }

    private static bool IsBetter(Timestamp now, EndpointHealth left, EndpointHealth right)
    {
        var (leftRests, rightRests) = (left.RestsUntil > now, right.RestsUntil > now);
        return leftRests != rightRests ? rightRests
            : leftRests ? left.RestsUntil < right.RestsUntil
            : left.Latency < right.Latency;
    }

    private long SecondHighest(int endpoint, long number)
    {
        long highest = 0;
        long second = 0;
        for (var other = 0; other < _health.Length; other++)
        {
            var known = other == endpoint ? number : _health[other].Head?.Number ?? 0;
            if (known > highest)
            {
                (highest, second) = (known, highest);
            }
            else
            {
                second = Math.Max(second, known);
            }
        }

        return second;
    }
}
