using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>Makes clear and proves it: cancels everything at the venue and asks until it has no open order of this credential.</summary>
internal sealed class ClearProof(TradingRequests requests, PendingCalls calls)
{
    /// <summary>How often the question is asked while the answer is not yet empty.</summary>
    private static readonly Duration Pause = Duration.FromMilliseconds(250);

    private bool _isWanted;
    private bool _isUnderWay;
    private int _generation;

    /// <summary>The venue was asked after the last <see cref="Begin"/> and answered that nothing is open.</summary>
    public bool IsProved { get; private set; }

    /// <summary>Open orders in the last answer, or null before one.</summary>
    public int? OpenOrders { get; private set; }

    public Timestamp NextDeadline { get; private set; } = Timestamp.Never;

    /// <summary>Starts to prove anew: whatever was proved before no longer counts.</summary>
    public void Begin(Timestamp now)
    {
        _generation++;
        _isWanted = true;
        IsProved = false;
        OpenOrders = null;
        NextDeadline = now;
    }

    /// <summary>Orders may be placed again: the proof ends.</summary>
    public void Abandon()
    {
        _generation++;
        _isWanted = false;
        IsProved = false;
        NextDeadline = Timestamp.Never;
    }

    /// <summary>Asks when it is time, and not while a placement's outcome is still unknown: it could arrive behind the proof.</summary>
    public void Tick(Timestamp now, bool placementsAreUnresolved)
    {
        if (!_isWanted || _isUnderWay || now < NextDeadline)
        {
            return;
        }

        NextDeadline = now + Pause;
        _isUnderWay = true;
        var generation = _generation;
        calls.Send(requests.CancelAll(calls.Outbox.NextId(), now), (Timestamp at, in HttpOutcome _) => Ask(at, generation, placementsAreUnresolved));
    }

    private void Ask(Timestamp now, int generation, bool placementsWereUnresolved) => calls.Send(
        requests.Orders(calls.Outbox.NextId(), now),
        (Timestamp at, in HttpOutcome outcome) =>
        {
            _isUnderWay = false;
            var orders = new List<OpenOrder>();
            if (generation != _generation || !outcome.IsSuccess || !DataPage.TryReadOrders(outcome.Body.Span, orders, out _, out var skipped))
            {
                return;
            }

            OpenOrders = orders.Count + skipped;
            IsProved = OpenOrders == 0 && !placementsWereUnresolved;
            if (IsProved)
            {
                _isWanted = false;
                NextDeadline = Timestamp.Never;
            }
        });
}
