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

    public Timestamp NextDeadline { get; private set; } = Timestamp.Never;

    /// <summary>Starts over at once: whatever is under way is dropped.</summary>
    public void Begin(Timestamp now)
    {
        _generation++;
        NextDeadline = now;
    }

    public void Tick(Timestamp now)
    {
        if (now < NextDeadline)
        {
            return;
        }

        NextDeadline = now + every;
        AskOrders(now, new VenuePicture { AskedAt = now }, _generation, TradingRequests.FirstPage, 1);
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
                NextDeadline = at + RetryPause;
                return;
            }

            picture.Unreadable += skipped;
            if (next == TradingRequests.LastPage || page == MaximumPages)
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
                NextDeadline = at + RetryPause;
                return;
            }

            picture.Unreadable += skipped;
            if (next == TradingRequests.LastPage || page == MaximumPages)
            {
                known(at, picture);
            }
            else
            {
                AskTrades(at, picture, generation, next, page + 1);
            }
        });
}
