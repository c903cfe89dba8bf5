using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Orders;

/// <summary>One cancel of many: all orders of the credential, or all of one market.</summary>
internal sealed class CancelSweep
{
    /// <summary>Null is every market.</summary>
    public MarketId? Market { get; init; }

    /// <summary>Empty is every market.</summary>
    public required string ConditionId { get; init; }

    /// <summary>The call in flight, or 0 while it waits.</summary>
    public long CallId { get; set; }

    /// <summary>Asked for again while in flight: one more goes out after it, because an order may have arrived in between.</summary>
    public bool Again { get; set; }

    public int Failures { get; set; }

    public Timestamp Due { get; set; } = Timestamp.Never;

    public bool Covers(GatewayOrder order) => Market is not { } market || order.Market == market;
}

/// <summary>The sweeps under way: at most one for each market and one for all, each repeated until the venue has answered it.</summary>
internal sealed class CancelSweeps
{
    private static readonly Duration FirstPause = Duration.FromMilliseconds(250);
    private const int MaximumDoublings = 4;

    private readonly List<CancelSweep> _sweeps = [];

    public bool AreUnderWay => _sweeps.Count > 0;

    public Timestamp NextDue => _sweeps.Count == 0 ? Timestamp.Never : _sweeps.Min(sweep => sweep.Due);

    /// <summary>The sweep to send now, or null where the same is in flight already.</summary>
    public CancelSweep? Request(MarketId? market, string conditionId)
    {
        foreach (var known in _sweeps)
        {
            if (known.ConditionId == conditionId)
            {
                known.Again |= known.CallId != 0;
                return known.CallId != 0 ? null : known;
            }
        }

        var sweep = new CancelSweep { Market = market, ConditionId = conditionId };
        _sweeps.Add(sweep);
        return sweep;
    }

    public CancelSweep? OfCall(long callId) => _sweeps.Find(sweep => sweep.CallId == callId);

    public CancelSweep? TakeDue(Timestamp now)
    {
        var sweep = _sweeps.Find(candidate => candidate.CallId == 0 && candidate.Due <= now);
        if (sweep is not null)
        {
            sweep.Due = Timestamp.Never;
        }

        return sweep;
    }

    /// <summary>The venue did not carry it out: it is tried again until it does.</summary>
    public static void Failed(CancelSweep sweep, Timestamp now)
    {
        sweep.CallId = 0;
        sweep.Due = now + (FirstPause * (1L << Math.Min(sweep.Failures++, MaximumDoublings)));
    }

    /// <summary>Carried out; true when it must go out once more at once.</summary>
    public bool Done(CancelSweep sweep)
    {
        sweep.CallId = 0;
        sweep.Failures = 0;
        if (!sweep.Again)
        {
            _sweeps.Remove(sweep);
            return false;
        }

        sweep.Again = false;
        return true;
    }
}
