using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>Makes clear and proves it: cancels everything at the venue and asks until it has no open order of this credential.</summary>
/// <param name="requests">Of this epoch's credential.</param>
/// <param name="calls">Where the questions go.</param>
/// <param name="placementsAreUnresolved">Whether a placement may still come to rest: an empty answer proves nothing while one may.</param>
internal sealed class ClearProof(TradingRequests requests, PendingCalls calls, Func<bool> placementsAreUnresolved)
{
    /// <summary>How often the question is asked while the answer is not yet empty.</summary>
    private static readonly Duration Pause = Duration.FromMilliseconds(250);

    private bool _isWanted;
    private bool _isUnderWay;
    private int _generation;
    private Timestamp _askAt = Timestamp.Never;

    /// <summary>The venue was asked after the last <see cref="Begin"/> and answered that nothing is open.</summary>
    public bool IsProved { get; private set; }

    /// <summary>Open orders in the last answer, or null before one.</summary>
    public int? OpenOrders { get; private set; }

    public Timestamp NextDeadline => _isUnderWay ? Timestamp.Never : _askAt;

    /// <summary>Starts to prove anew: whatever was proved before no longer counts.</summary>
    public void Begin(Timestamp now)
    {
        _generation++;
        _isWanted = true;
        IsProved = false;
        OpenOrders = null;
        _askAt = now;
    }

    /// <summary>Orders may be placed again: the proof ends.</summary>
    public void Abandon()
    {
        _generation++;
        _isWanted = false;
        IsProved = false;
        _askAt = Timestamp.Never;
    }

    /// <summary>Cancels and asks when it is time.</summary>
    public void Tick(Timestamp now)
    {
        if (!_isWanted || _isUnderWay || now < NextDeadline)
        {
            return;
        }

        _askAt = now + Pause;
        _isUnderWay = true;
        var generation = _generation;
        calls.Send(requests.CancelAll(calls.Outbox.NextId(), now), (Timestamp at, in HttpOutcome _) => Ask(at, generation));
    }

    private void Ask(Timestamp now, int generation)
    {
        // Looked at as the question leaves: what is still on its way then can arrive behind the venue's answer.
        var couldArriveLater = placementsAreUnresolved();
        calls.Send(requests.Orders(calls.Outbox.NextId(), now), (Timestamp _, in HttpOutcome outcome) => Answered(outcome, generation, couldArriveLater));
    }

    private void Answered(in HttpOutcome outcome, int generation, bool couldArriveLater)
    {
        _isUnderWay = false;
        var orders = new List<OpenOrder>();
        if (generation != _generation || !outcome.IsSuccess || !DataPage.TryReadOrders(outcome.Body.Span, orders, out var next, out var skipped))
        {
            return;
        }

        OpenOrders = orders.Count + skipped;
        IsProved = OpenOrders == 0 && next == TradingRequests.LastPage && !couldArriveLater;
        if (IsProved)
        {
            _isWanted = false;
            _askAt = Timestamp.Never;
        }
    }
}
