using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Accounts;
using PolyCloud.Exchange.Orders;
using PolyCloud.Exchange.Settlement;

namespace PolyCloud.Exchange.DeadMan;

/// <summary>
/// Cancels everything of a credential that has gone silent. Armed by the first accepted beat and never disarmed, since the venue
/// documents no way; the sweep runs at fixed moments, so orders go between one timeout and one timeout plus one interval after
/// the last beat, and orders placed while silent go at the next sweep.
/// </summary>
internal sealed class DeadManSwitch(
    VenueContext venue,
    OrderCancellation cancellation,
    TradeIdentities identities,
    IReadOnlyList<Credential> credentials)
{
    private bool _sweeping;

    /// <summary>Takes a beat. Refused with the expected id where the id is not the next of the chain.</summary>
    internal (bool Accepted, string NextId) Beat(Credential credential, string id)
    {
        var chain = credential.Heartbeats;
        if (credential.IsRevoked)
        {
            return (false, string.Empty);
        }

        if (!string.Equals(id, chain.ExpectedId, StringComparison.Ordinal))
        {
            return (false, chain.ExpectedId);
        }

        chain.ExpectedId = identities.NextGuid().ToString("D");
        chain.LastBeat = venue.Now;
        if (!_sweeping)
        {
            _sweeping = true;
            ScheduleSweep();
        }

        return (true, chain.ExpectedId);
    }

    /// <summary>The chain is lost: from now on another id is expected. An unarmed switch stays unarmed.</summary>
    internal void Restart(Credential credential)
    {
        if (credential.Heartbeats.IsArmed)
        {
            credential.Heartbeats.ExpectedId = identities.NextGuid().ToString("D");
        }
    }

    private void ScheduleSweep()
    {
        var interval = venue.Options.SweepInterval.Micros;
        venue.At(new Timestamp(((venue.Now.Micros / interval) + 1) * interval), Sweep);
    }

    private void Sweep()
    {
        foreach (var credential in credentials)
        {
            var chain = credential.Heartbeats;
            if (chain.IsArmed && venue.Now - chain.LastBeat >= venue.Options.HeartbeatTimeout)
            {
                cancellation.CancelAll(credential, static _ => true);
            }
        }

        ScheduleSweep();
    }
}
