using PolyCloud.ContainerWorker.Measurement;
using PolyCloud.ContainerWorker.Metrics;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Orders;
using PolyCloud.ReadModel.Publishing;
using PolyCloud.ReadModel.Snapshots;
using PolyCloud.Storage.Operations;

namespace PolyCloud.ContainerWorker.Publishing;

/// <summary>
/// Remembers the newest orders, executions and notices for the read model, then passes everything on. Orders and executions are
/// noted without allocation; on the stepping thread.
/// </summary>
/// <param name="next">Whoever keeps the records: told last, and first where its word decides.</param>
internal sealed class ActivityLog(INodeObserver next) : INodeObserver
{
    /// <summary>Enough to see the last minutes of a busy window; a screen pages no further back than this.</summary>
    private const int OrdersKept = 512;

    private const int FillsKept = 512;

    private const int NoticesKept = 256;

    /// <summary>A merge and a redemption a window, for half a day.</summary>
    private const int OperationsKept = 256;

    /// <summary>A day of five-minute windows.</summary>
    private const int WindowsKept = 288;

    private readonly RecentRing<OrderSnapshot> _orders = new(OrdersKept);
    private readonly RecentRing<FillSnapshot> _fills = new(FillsKept);
    private readonly RecentRing<NoticeSnapshot> _notices = new(NoticesKept);
    private readonly RecentRing<OperationSnapshot> _operations = new(OperationsKept);
    private readonly RecentRing<ClosedWindowSnapshot> _windows = new(WindowsKept);
    private readonly long[] _numbers = new long[OrdersKept];
    private readonly Dictionary<MarketId, string> _slugs = [];

    /// <summary>From the decision of an order to the venue's first answer, in nanoseconds of the node's clock.</summary>
    public LatencyHistogram OrderAnswers { get; } = new();

    public IReadOnlyList<OrderSnapshot> Orders => _orders.NewestFirst();

    public IReadOnlyList<FillSnapshot> Fills => _fills.NewestFirst();

    public IReadOnlyList<NoticeSnapshot> Notices => _notices.NewestFirst();

    public IReadOnlyList<OperationSnapshot> Operations => _operations.NewestFirst();

    public IReadOnlyList<ClosedWindowSnapshot> ClosedWindows => _windows.NewestFirst();

    /// <summary>What a window left when its winner became known; null where nobody can tell.</summary>
    public Func<MarketId, Timestamp, ClosedWindowSnapshot?> Settled { get; set; } = static (_, _) => null;

    public bool Signing(Timestamp now, in SignedIntent intent) => next.Signing(now, intent);

    public void Decided(Timestamp now, in Effect effect)
    {
        if (effect.Kind == EffectKind.Place)
        {
            Note(effect);
        }
        else if (effect.Kind is EffectKind.Alert or EffectKind.BotNote || (effect.Kind == EffectKind.Note && effect.Reason != Reason.None))
        {
            var severity = effect.Kind == EffectKind.BotNote && effect.BotState < BotState.Error ? NoticeSeverity.Information : NoticeSeverities.Of(effect.Reason);
            BotId? bot = effect.Kind == EffectKind.BotNote || effect.Reason == Reason.BotDrawdown ? effect.Bot : null;
            Tell(now, severity, effect.Reason, ConcernsAll(effect) ? "" : SlugOf(effect.Market), bot, TextOf(effect));
        }

        next.Decided(now, effect);
    }

    public void Reported(Timestamp now, in OrderReport report)
    {
        ref var order = ref OrderOf(report.Intent, out var found);
        if (found)
        {
            Duration? first = order.AnsweredAfter is null && report.Kind is OrderReportKind.Live or OrderReportKind.Rejected or OrderReportKind.Matched ? now - order.Placed : null;
            if (first is { } answered)
            {
                OrderAnswers.Record(answered.Micros * 1_000);
            }

            order = order with
            {
                State = order.State.After(report.Kind),
                Reason = report.Reason != Reason.None ? report.Reason : order.Reason,
                Matched = Size.Max(order.Matched, report.MatchedTotal),
                Updated = now,
                AnsweredAfter = order.AnsweredAfter ?? first,
            };
            _orders.Touch();
            if (first is not null)
            {
                OrderTraces.Answered(order, now);
            }
        }

        next.Reported(now, report);
    }

    public void Filled(Timestamp now, in Fill fill)
    {
        for (var number = _fills.Next - 1; number >= 0; number--)
        {
            ref var known = ref _fills.TryAt(number, out var found);
            if (!found)
            {
                break;
            }

            if (known.Fill.Trade == fill.Trade && known.Fill.Intent == fill.Intent)
            {
                known = known with { Fill = fill };
                _fills.Touch();
                next.Filled(now, fill);
                return;
            }
        }

        ref var order = ref OrderOf(fill.Intent, out var ours);
        _fills.Add(new FillSnapshot(SlugOf(fill.Market), ours ? order.Bot : null, fill, now));
        next.Filled(now, fill);
    }

    public void MarketAdded(Timestamp now, MarketId market, MarketSpec spec)
    {
        // Slots are reused, so there are never more names than slots.
        _slugs[market] = spec.Slug;
        next.MarketAdded(now, market, spec);
    }

    public void MarketResolved(Timestamp now, MarketId market, MarketSpec spec, Outcome winner)
    {
        if (Settled(market, now) is { } window)
        {
            _windows.Add(window);
        }

        next.MarketResolved(now, market, spec, winner);
    }

    public void Operated(Timestamp now, OperationRecord operation)
    {
        var seen = new OperationSnapshot(
            operation.Epoch, operation.Number, operation.Slug, operation.Kind, operation.State, operation.Amount, operation.GasCost, operation.Reference, now);
        for (var number = _operations.Next - 1; number >= 0; number--)
        {
            ref var known = ref _operations.TryAt(number, out var found);
            if (!found)
            {
                break;
            }

            if (known.Epoch == seen.Epoch && known.Number == seen.Number)
            {
                known = seen;
                _operations.Touch();
                next.Operated(now, operation);
                return;
            }
        }

        _operations.Add(seen);
        next.Operated(now, operation);
    }

    public void Noted(Timestamp now, NodeNote note, string detail)
    {
        // Skipped frames are counted, not told: a bad minute would push everything else out.
        var severity = note switch
        {
            NodeNote.SettlementMismatch or NodeNote.Halted => NoticeSeverity.Critical,
            NodeNote.FeedLost or NodeNote.Difference or NodeNote.WindowMissed or NodeNote.MarketRefused or NodeNote.CancelDebt or NodeNote.DeadMan or NodeNote.BookHashMismatch => NoticeSeverity.Warning,
            _ => NoticeSeverity.Information,
        };
        if (note is not NodeNote.FrameSkipped and not NodeNote.Reconciled)
        {
            Tell(now, severity, Reason.None, "", null, $"{note}: {detail}");
        }

        next.Noted(now, note, detail);
    }

    private void Note(in Effect effect)
    {
        _numbers[effect.Intent.Number % OrdersKept] = _orders.Next;
        _orders.Add(new OrderSnapshot
        {
            Intent = effect.Intent,
            Slug = SlugOf(effect.Market),
            Bot = effect.Bot,
            Purpose = effect.Purpose,
            Type = effect.Type,
            Outcome = effect.Outcome,
            Side = effect.Side,
            Price = effect.Price,
            Size = effect.Size,
            State = OrderState.PendingPlace,
            Placed = effect.At,
            Updated = effect.At,
        });
    }

    private ref OrderSnapshot OrderOf(IntentId intent, out bool found)
    {
        ref var order = ref _orders.TryAt(intent.Number <= 0 ? -1 : _numbers[intent.Number % OrdersKept], out found);
        found = found && order.Intent == intent;
        return ref order;
    }

    private void Tell(Timestamp now, NoticeSeverity severity, Reason reason, string slug, BotId? bot, string text) =>
        _notices.Add(new NoticeSnapshot(now, severity, reason, slug, bot, text));

    private string SlugOf(MarketId market) => _slugs.GetValueOrDefault(market, "");

    /// <summary>The default slot is a market's too: an effect that concerns no market shows it by its kind, its reason, or by a note without a phase.</summary>
    private static bool ConcernsAll(in Effect effect) => effect.Kind == EffectKind.BotNote
        || effect.Reason is Reason.BotDrawdown or Reason.PortfolioDrawdown or Reason.ParametersChanged or Reason.ParametersRefused
        || (effect.Kind == EffectKind.Note && effect.Phase == MarketPhase.Discovered);

    private static string TextOf(in Effect effect) => effect.Kind switch
    {
        EffectKind.BotNote => $"{effect.Bot} is {effect.BotState}",
        EffectKind.Alert when effect.Size != Size.Zero => $"{effect.Size} shares",
        _ => "",
    };
}
