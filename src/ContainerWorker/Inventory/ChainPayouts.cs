using System.Text;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Payouts;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Resolution;

namespace PolyCloud.ContainerWorker.Inventory;

/// <summary>Asks the chain how conditions pay, one after the other.</summary>
/// <param name="told">Takes each answer; null is no answer, or not decided yet.</param>
internal sealed class ChainPayouts(PayoutCheck check, HttpOutbox outbox, INodeObserver observer, Action<Timestamp, string, Payout?> told)
{
    private readonly Queue<string> _waiting = new();
    private string? _asked;

    /// <summary>A condition that waits already is not asked for twice.</summary>
    public void Ask(Timestamp now, string conditionId)
    {
        if (conditionId != _asked && !_waiting.Contains(conditionId))
        {
            _waiting.Enqueue(conditionId);
            Next(now);
        }
    }

    public bool Completed(Timestamp now, long callId, in HttpOutcome outcome)
    {
        if (_asked is not { } asked || !check.Completed(now, callId, outcome, outbox))
        {
            return false;
        }

        if (check.IsDone)
        {
            _asked = null;
            Tell(now, asked);
            Next(now);
        }

        return true;
    }

    private void Tell(Timestamp now, string asked)
    {
        if (check.Verdict is PayoutVerdict.Disputed or PayoutVerdict.Shared)
        {
            // Shares need exact numerators, and a dispute needs a person: neither is booked from here.
            observer.Noted(now, NodeNote.SettlementMismatch, $"the chain's result of {asked} is {check.Verdict}");
        }

        told(now, asked, check.Verdict switch
        {
            PayoutVerdict.Up => Payout.Of(Outcome.Up),
            PayoutVerdict.Down => Payout.Of(Outcome.Down),
            _ => null,
        });
    }

    private void Next(Timestamp now)
    {
        while (_asked is null && _waiting.TryDequeue(out var conditionId))
        {
            if (Hash256.TryParse(Encoding.ASCII.GetBytes(conditionId), out var condition))
            {
                _asked = conditionId;
                check.Start(now, condition, outbox);
            }
        }
    }
}
