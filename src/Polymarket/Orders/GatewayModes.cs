using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.VenueModes;

namespace PolyCloud.Polymarket.Orders;

/// <summary>The venue's mode as the gateway learns it from answers, what it forbids, and the telling of each change.</summary>
internal sealed class GatewayModes
{
    private readonly VenueModeMachine _machine = new();
    private readonly IOrderGatewayEvents _events;
    private VenueMode _told = VenueMode.Normal;

    public GatewayModes(IOrderGatewayEvents events) => _events = events;

    public VenueMode Mode => _machine.Mode;

    public Timestamp NextDeadline => _machine.NextDeadline;

    public void Tick(Timestamp now)
    {
        _machine.Tick(now);
        Tell(now);
    }

    public void RegionChecked(Timestamp now, bool blocked)
    {
        _machine.RegionChecked(blocked);
        Tell(now);
    }

    public void ClosedOnlyChecked(Timestamp now, bool closedOnly)
    {
        _machine.ClosedOnlyChecked(closedOnly);
        Tell(now);
    }

    /// <summary>Takes what an answer to any call says about the mode.</summary>
    public void Learn(Timestamp now, in HttpOutcome outcome)
    {
        if (outcome.Kind != HttpOutcomeKind.Answered || outcome.IsSuccess)
        {
            return;
        }

        var error = VenueError.Read(outcome.Body.Span);
        _machine.Answered(now, outcome.Status, error, outcome.RetryAfterSeconds);
        if (outcome.Status == 403 || error.Reason == Reason.Geoblocked)
        {
            _machine.RegionChecked(true);
        }
        else if (error.Reason == Reason.VenueClosedOnly)
        {
            _machine.ClosedOnlyChecked(true);
        }

        Tell(now);
    }

    /// <summary>Takes what one entry of a batch's answer was refused for.</summary>
    public void Learn(Timestamp now, Reason refusal)
    {
        if (refusal == Reason.Geoblocked)
        {
            _machine.RegionChecked(true);
        }
        else if (refusal == Reason.VenueClosedOnly)
        {
            _machine.ClosedOnlyChecked(true);
        }

        Tell(now);
    }

    /// <summary>Why this placement may not be sent now, or none.</summary>
    public Reason Forbids(in Effect effect) => _machine.Mode switch
    {
        VenueMode.Normal => Reason.None,
        VenueMode.PostOnly => effect.PostOnly ? Reason.None : Reason.VenuePostOnly,
        VenueMode.ClosedOnly => effect.Purpose == OrderPurpose.Entry ? Reason.VenueClosedOnly : Reason.None,
        VenueMode.Restarting => Reason.VenueRestarting,
        VenueMode.CancelOnly => Reason.VenueCancelOnly,
        VenueMode.Disabled => Reason.VenueDisabled,
        _ => Reason.Geoblocked,
    };

    private void Tell(Timestamp now)
    {
        if (_machine.Mode != _told)
        {
            _told = _machine.Mode;
            _events.ModeChanged(now, _told);
        }
    }
}
