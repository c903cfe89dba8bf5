using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Trades;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>What the venue says it has of us: every open order of this credential, every recent fill of this wallet.</summary>
internal sealed class VenuePicture
{
    /// <summary>When it was asked for; orders placed later are missing from it rightly.</summary>
    public Timestamp AskedAt { get; init; }

    public List<OpenOrder> Orders { get; } = [];

    public List<VenueFill> Fills { get; } = [];

    public int Unreadable { get; set; }
}

/// <summary>
/// Asks the venue for the whole picture, page by page, and hands it over when it is whole; a failed page starts over after a
/// pause. Used at start, after a gap in the user stream, and at intervals.
/// </summary>
internal sealed class Reconciler(
    TradingRequests requests,
    PendingCalls calls,
    ITokenCatalog markets,
    TradeOwner owner,
    Duration every,
    Duration lookBack,
    Action<Timestamp, VenuePicture> known)
{
    /// <summary>A wallet of this worker has a handful of orders; more pages than this is not our account.</summary>
    private const int MaximumPages = 50;

    private static readonly Duration RetryPause = Duration.FromSeconds(1);
    private int _generation;
    private bool _isUnderWay;
    private Timestamp _askAt = Timestamp.Never;
    private Timestamp _askedAt;

    public Timestamp NextDeadline => _isUnderWay ? Timestamp.Never : _askAt;

    /// <summary>There was a gap: starts over at once, and what is under way is dropped, because it was asked before.</summary>
    public void Begin(Timestamp now)
    {
        _generation++;
        _isUnderWay = false;
        _askAt = now;
    }

    /// <summary>Asks again soon. Never drops a question under way, and asks at most once a second: news that keep coming must not keep it from ending.</summary>
    public void Refresh(Timestamp now) => _askAt = Timestamp.Earlier(_askAt, Timestamp.Later(now, _askedAt + RetryPause));

    public void Tick(Timestamp now)
    {
        if (_isUnderWay || now < _askAt)
        {
            return;
        }

        _isUnderWay = true;
        _askedAt = now;
        _askAt = now + every;
        AskOrders(now, new VenuePicture { AskedAt = now }, _generation, TradingRequests.FirstPage, 1);
    }

    /// <summary>A picture that was cut off is not whole: what is missing counts as unreadable.</summary>
    private static bool IsLast(VenuePicture picture, string next, int page)
    {
        picture.Unreadable += next != TradingRequests.LastPage && page == MaximumPages ? 1 : 0;
        return next == TradingRequests.LastPage || page == MaximumPages;
    }

    private void TryAgain(Timestamp now)
    {
        _isUnderWay = false;
        _askAt = Timestamp.Earlier(_askAt, now + RetryPause);
    }

    private void AskOrders(Timestamp now, VenuePicture picture, int generation, string cursor, int page) => calls.Send(
        requests.Orders(calls.Outbox.NextId(), now, cursor),
        (Timestamp at, in HttpOutcome outcome) =>
        {
            if (generation != _generation)
            {
                return;
            }

            if (!outcome.IsSuccess || !DataPage.TryReadOrders(outcome.Body.Span, picture.Orders, out var next, out var skipped))
            {
                TryAgain(at);
                return;
            }

            picture.Unreadable += skipped;
            if (IsLast(picture, next, page))
            {
                AskTrades(at, picture, generation, TradingRequests.FirstPage, 1);
            }
            else
            {
                AskOrders(at, picture, generation, next, page + 1);
            }
        });

    private void AskTrades(Timestamp now, VenuePicture picture, int generation, string cursor, int page) => calls.Send(
        requests.Trades(calls.Outbox.NextId(), now, cursor, after: picture.AskedAt - lookBack),
        (Timestamp at, in HttpOutcome outcome) =>
        {
            if (generation != _generation)
            {
                return;
            }

            if (!outcome.IsSuccess || !DataPage.TryReadTrades(outcome.Body.Span, owner, markets, picture.Fills, out var next, out var skipped))
            {
                TryAgain(at);
                return;
            }

            picture.Unreadable += skipped;
            if (IsLast(picture, next, page))
            {
                _isUnderWay = false;
                known(at, picture);
            }
            else
            {
                AskTrades(at, picture, generation, next, page + 1);
            }
        });
}
