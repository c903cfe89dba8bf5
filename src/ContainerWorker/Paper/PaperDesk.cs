using System.Text;
using System.Text.Json;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Fills;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Orders;

namespace PolyCloud.ContainerWorker.Paper;

/// <summary>
/// The venue's trading side on paper: answers every call made in the credential's name, and tells orders and fills as the user socket
/// would. Orders meet the market at a <see cref="PaperExchange"/>; nothing leaves the process. Bounded by the engine: rows live as long
/// as their market's slot.
/// </summary>
internal sealed class PaperDesk
{
    private readonly PaperDeskOptions _options;
    private readonly PaperExchange _exchange;
    private readonly PaperText _text;
    private readonly PaperHeartbeats _heartbeats = new();
    private readonly PaperReads _reads;
    private readonly Dictionary<MarketId, MarketSpec> _markets = [];
    private readonly Dictionary<IntentId, PaperRow> _rows = [];
    private readonly Dictionary<long, PaperRow> _bySalt = [];
    private readonly Dictionary<Hash256, PaperRow> _byHash = [];
    private readonly Dictionary<(Guid Trade, IntentId Intent), PaperTrade> _trades = [];
    private readonly Dictionary<IntentId, List<CancelCall>> _cancels = [];
    private readonly PriorityQueue<(long Call, HttpOutcome Outcome), (long Micros, long Number)> _answers = new();
    private readonly Queue<byte[]> _frames = new();
    private long _lastAnswer;

    public PaperDesk(PaperDeskOptions options, string owner, string wallet)
    {
        _options = options;
        _exchange = new PaperExchange(options.Exchange);
        _text = new PaperText(owner, wallet);
        Wallet = new PaperWallet(options.Funds);
        _reads = new PaperReads(_text, Wallet, _byHash, _trades.Values, _markets);
        Books = new PaperBooks(_exchange);
    }

    public PaperBooks Books { get; }

    public PaperWallet Wallet { get; }

    public Timestamp NextDue
    {
        get
        {
            var next = Timestamp.Earlier(_exchange.NextDue, _heartbeats.SweepAt);
            next = _answers.TryPeek(out _, out var first) ? Timestamp.Earlier(next, new Timestamp(first.Micros)) : next;
            return _frames.Count > 0 ? default : next;
        }
    }

    /// <summary>A window the node has taken in; whatever was in its slot is forgotten.</summary>
    public void Add(Timestamp now, MarketId market, MarketSpec spec)
    {
        if (_markets.ContainsKey(market))
        {
            Forget(now, market);
        }

        _markets[market] = spec;
        _exchange.Add(market, spec, takerDelay: true);
        Books.Follow(market, spec);
    }

    /// <summary>The window is decided: what rests is cancelled, the winner's shares are paid.</summary>
    public void Resolve(Timestamp now, MarketId market, Outcome winner)
    {
        _exchange.Close(now, market);
        Wallet.Resolve(market, winner);
    }

    /// <summary>An order is about to be sent: its hash is known here as it is at the real venue, from what was signed.</summary>
    public void Signed(in SignedIntent signed)
    {
        if (_markets.TryGetValue(signed.Market, out var spec))
        {
            var outcome = signed.Token.ToString() == spec.UpTokenId ? Outcome.Up : Outcome.Down;
            var row = new PaperRow(signed, spec, outcome);
            _rows[row.Intent] = _bySalt[row.Salt] = _byHash[row.Hash] = row;
        }
    }

    public void Handle(Timestamp now, HttpCall call)
    {
        var path = call.PathAndQuery.Split('?')[0];
        switch (call.Method, path)
        {
            case ("POST", "/order"):
                Place(now, call, isBatch: false);
                break;
            case ("POST", "/orders"):
                Place(now, call, isBatch: true);
                break;
            case ("DELETE", "/order" or "/orders" or "/cancel-all" or "/cancel-market-orders"):
                Cancel(now, call, path);
                break;
            case ("POST", "/v1/heartbeats"):
                Beat(now, call);
                break;
            default:
                var (status, body) = _reads.Answer(call, path);
                Answer(now + RoundTrip(), call.Id, status, body);
                break;
        }
    }

    /// <summary>Does what is due and turns what has happened into answers and frames.</summary>
    public void AdvanceTo(Timestamp now)
    {
        if (_heartbeats.TakeSweep(now))
        {
            _exchange.Submit(now, new Effect { Kind = EffectKind.CancelAll, At = now });
        }

        _exchange.AdvanceTo(now);
        while (_exchange.TryTake(now, out var report))
        {
            switch (report.Kind)
            {
                case PaperReportKind.Order:
                    Take(report.At, report.Order);
                    break;
                case PaperReportKind.Fill:
                    Take(report.At, report.Fill);
                    break;
            }
        }
    }

    public bool TryAnswer(Timestamp now, out long call, out HttpOutcome outcome)
    {
        var due = _answers.TryPeek(out var answer, out var at) && at.Micros <= now.Micros;
        (call, outcome) = due ? _answers.Dequeue() : default;
        return due;
    }

    public bool TryFrame(out byte[]? frame) => _frames.TryDequeue(out frame);

    private Duration RoundTrip() => _options.Exchange.Latency.Entry() + _options.Exchange.Latency.Response();

    private void Answer(Timestamp at, long call, int status, byte[] body) => _answers.Enqueue(
        (call, new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = status, Body = body }), (at.Micros, _lastAnswer++));

    private void Place(Timestamp now, HttpCall call, bool isBatch)
    {
        using var document = JsonDocument.Parse(call.Body);
        var entries = isBatch ? document.RootElement.EnumerateArray().ToArray() : [document.RootElement];
        var asked = new PlacementCall(call.Id, entries.Length, isBatch);
        for (var index = 0; index < entries.Length; index++)
        {
            var salt = entries[index].GetProperty("order").GetProperty("salt").GetInt64();
            if (!_bySalt.TryGetValue(salt, out var row))
            {
                asked.Entries[index] = (null, "market closed");
            }
            else if (row.Asked is not null || row.Status is not null)
            {
                asked.Entries[index] = (null, "order " + row.Hash + " is invalid. Duplicated.");
            }
            else
            {
                (row.Asked, row.Created) = ((asked, index), now);
                _exchange.Submit(now, EffectOf(now, row, entries[index].GetProperty("postOnly").GetBoolean()));
            }
        }

        Conclude(now + RoundTrip(), asked);
    }

    private static Effect EffectOf(Timestamp now, PaperRow row, bool postOnly) => new()
    {
        Kind = EffectKind.Place,
        Intent = row.Intent,
        Market = row.Market,
        Outcome = row.Outcome,
        Side = row.Side,
        Price = row.Price,
        Size = row.Size,
        Type = row.Type,
        PostOnly = postOnly,
        At = now,
    };

    private void Cancel(Timestamp now, HttpCall call, string path)
    {
        var asked = new CancelCall(call.Id);
        foreach (var (name, row) in PaperCancels.Named(call, path, _byHash))
        {
            if (row is null or { Status: null, Asked: null } || row.IsOver)
            {
                asked.Refused.Add((name, "order can't be found - already canceled or matched"));
                continue;
            }

            asked.Waiting++;
            if (!_cancels.TryGetValue(row.Intent, out var waiting))
            {
                _cancels[row.Intent] = waiting = [];
            }

            waiting.Add(asked);
            _exchange.Submit(now, new Effect { Kind = EffectKind.Cancel, Intent = row.Intent, Market = row.Market, At = now });
        }

        Conclude(now + RoundTrip(), asked);
    }

    private void Beat(Timestamp now, HttpCall call)
    {
        using var document = JsonDocument.Parse(call.Body);
        var (accepted, next) = _heartbeats.Beat(now, document.RootElement.GetProperty("heartbeat_id").GetString() ?? "");
        Answer(now + RoundTrip(), call.Id, accepted ? 200 : 400, PaperText.Field("heartbeat_id", next));
    }

    private void Take(Timestamp at, in OrderReport report)
    {
        if (!_rows.TryGetValue(report.Intent, out var row))
        {
            return;
        }

        if (report.Kind == OrderReportKind.CancelFailed)
        {
            Settle(at, row, "the order is held and cannot be cancelled");
            return;
        }

        var told = row.Status == report.Kind;
        row.Status = report.Kind;
        if (row.Asked is { } asked)
        {
            row.Asked = null;
            asked.Call.Entries[asked.Index] = report.Kind == OrderReportKind.Rejected ? (null, PaperText.Refusal(report.Reason)) : (row, "");
            Conclude(at, asked.Call);
        }

        if (!told && report.Kind != OrderReportKind.Rejected)
        {
            _frames.Enqueue(_text.OrderEvent(at, row, report.Kind switch
            {
                OrderReportKind.Live => "PLACEMENT",
                OrderReportKind.Matched => "UPDATE",
                _ => "CANCELLATION",
            }));
        }

        if (row.IsOver)
        {
            Settle(at, row, report.Kind == OrderReportKind.Cancelled ? null : "order can't be found - already canceled or matched");
        }
    }

    private void Take(Timestamp at, in Fill fill)
    {
        if (!_rows.TryGetValue(fill.Intent, out var row))
        {
            return;
        }

        var key = (fill.Trade, fill.Intent);
        if (fill.Status == FillStatus.Matched)
        {
            Wallet.Take(fill);
            row.Matched += fill.Size;
            row.Moved += fill.Amount;
            row.Trades.Add(fill.Trade);
            _trades[key] = new PaperTrade(row, fill);
        }

        if (_trades.TryGetValue(key, out var trade))
        {
            trade.Fill = fill;
            _frames.Enqueue(_text.TradeEvent(at, trade));
        }
    }

    /// <summary>Every cancel that waits for this order has its outcome.</summary>
    /// <param name="refusal">Null where it is cancelled.</param>
    private void Settle(Timestamp at, PaperRow row, string? refusal)
    {
        if (!_cancels.Remove(row.Intent, out var waiting))
        {
            return;
        }

        foreach (var call in waiting)
        {
            call.Waiting--;
            if (refusal is null)
            {
                call.Cancelled.Add(row.Hash.ToString());
            }
            else
            {
                call.Refused.Add((row.Hash.ToString(), refusal));
            }

            Conclude(at, call);
        }
    }

    private void Conclude(Timestamp at, CancelCall call)
    {
        if (call.Waiting == 0)
        {
            Answer(at, call.Id, 200, PaperText.Cancels(call));
        }
    }

    /// <summary>A single refused order is an error; in a batch it is an entry.</summary>
    private void Conclude(Timestamp at, PlacementCall call)
    {
        if (!call.IsComplete)
        {
            return;
        }

        var (row, error) = call.Entries[0]!.Value;
        if (!call.IsBatch && row is null)
        {
            Answer(at, call.Id, 400, PaperText.Field("error", error));
        }
        else
        {
            Answer(at, call.Id, 200, PaperText.Placement(call));
        }
    }

    private void Forget(Timestamp now, MarketId market)
    {
        _exchange.Remove(market);
        Wallet.Forget(market);
        foreach (var row in _rows.Values.Where(row => row.Market == market).ToList())
        {
            Settle(now, row, "market closed");
            if (row.Asked is { } asked)
            {
                asked.Call.Entries[asked.Index] = (null, "market closed");
                Conclude(now, asked.Call);
            }

            _ = _rows.Remove(row.Intent);
            _ = _bySalt.Remove(row.Salt);
            _ = _byHash.Remove(row.Hash);
            row.Trades.ForEach(trade => _trades.Remove((trade, row.Intent)));
        }
    }
}
