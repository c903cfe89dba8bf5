using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Client;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Research.InProcess;
using PolyCloud.Storage.Control;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Scenarios.ControlPlane;

/// <summary>
/// A worker that does nothing of its own accord: whenever a window's wish changes to a trading phase it places one order named after
/// it, far below the market, and acknowledges. So the exchange shows what the control plane asked for, when, and how often.
/// </summary>
internal sealed class FollowingWorker : IAsyncDisposable
{
    private const string Shard = "0";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly PlacementWitness _placements;
    private readonly ITableStore _store;
    private readonly SendCall _send;
    private readonly Clock _clock;
    private readonly PrivateKey _key = PrivateKey.FromHex(SimulatedWallet.PrivateKeyHex(FastExchange.Seed));
    private readonly TradingClient _trading;
    private readonly OrderBody _body;
    private readonly long _epoch;
    private readonly ConcurrentDictionary<string, MarketPhase> _phases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MarketSpec> _specs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _settled = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _death = new();
    private Task _living = Task.CompletedTask;
    private HttpPump? _http;
    private ObservedWorkerRow? _told;
    private long _calls;
    private long _salt;

    private FollowingWorker(PlacementWitness placements, ITableStore store, SendCall send, Clock clock, long epoch, TradingClient trading, string owner)
    {
        (_placements, _store, _send, _clock, _epoch, _trading) = (placements, store, send, clock, epoch, trading);
        _body = new OrderBody(new OrderSigner(_key), owner);
    }

    /// <summary>Carries a call to the exchange.</summary>
    public delegate Task<HttpOutcome> SendCall(HttpCall call, CancellationToken cancellation);

    public long Epoch => _epoch;

    public bool IsHalted { get; private set; }

    /// <summary>The phase it last followed; null where it does not know the window.</summary>
    public MarketPhase? PhaseOf(string slug) => _phases.TryGetValue(slug, out var phase) ? phase : null;

    public bool HasSettled(string slug)
    {
        lock (_settled)
        {
            return _settled.Contains(slug);
        }
    }

    public static async Task<FollowingWorker> StartAsync(FastExchange exchange, ITableStore store, string dataDirectory)
    {
        var http = new HttpPump(new Dictionary<VenueService, Uri> { [VenueService.Clob] = exchange.Address, [VenueService.Gamma] = exchange.Address }, TimeProvider.System);
        var worker = await StartAsync(exchange.Placements, http.SendAsync, exchange.Time, store, dataDirectory);
        worker._http = http;
        worker._living = worker.LiveAsync();
        return worker;
    }

    /// <summary>One that looks only when it is told to.</summary>
    public static async Task<FollowingWorker> StartAsync(PlacementWitness placements, SendCall send, TimeProvider time, ITableStore store, string dataDirectory)
    {
        var clock = new Clock(time);
        var epoch = await EpochClaim.ClaimAsync(store, new EpochFile(Path.Combine(dataDirectory, "epoch")), Shard, "test", clock.Now, default);
        using var key = PrivateKey.FromHex(SimulatedWallet.PrivateKeyHex(FastExchange.Seed));
        var client = new PolymarketClient(send.Invoke, clock);
        var credential = await client.Keys.CreateOrDeriveAsync(key, epoch, default);
        return new FollowingWorker(placements, store, send, clock, epoch, client.Trading(credential, key.Address), credential.Key);
    }

    /// <summary>Stops as SIGKILL does: nothing is cancelled, nothing is told.</summary>
    public async Task DieAsync()
    {
        await _death.CancelAsync();
        await _living;
    }

    public async ValueTask DisposeAsync()
    {
        await DieAsync();
        _http?.Dispose();
        _key.Dispose();
        _death.Dispose();
    }

    private async Task LiveAsync()
    {
        while (!_death.IsCancellationRequested)
        {
            try
            {
                await LookAsync();
                await Task.Delay(Pause, _death.Token);
            }
            catch (Exception problem) when (problem is OperationCanceledException or StoreUnavailableException or VenueCallException)
            {
                // Once more with the next look.
            }
        }
    }

    /// <summary>Reads what is wanted and follows it.</summary>
    public async Task LookAsync()
    {
        var wishes = await DesiredState.ReadAsync(_store, Shard, default);
        await HaltAsync(wishes.Halt is { IsHalted: true });
        foreach (var wish in wishes.Markets.Values.OrderBy(static wish => wish.Opens))
        {
            await FollowAsync(wish);
        }

        await ObserveAsync(wishes.Halt?.Number ?? 0);
    }

    private async Task HaltAsync(bool wanted)
    {
        if (wanted && !IsHalted)
        {
            await _trading.CancelAllAsync(default);
        }

        IsHalted = wanted;
    }

    private async Task FollowAsync(DesiredMarketRow wish)
    {
        if (!_specs.TryGetValue(wish.Slug, out var spec))
        {
            if ((spec = await SpecAsync(wish)) is null)
            {
                return;
            }

            _specs.Add(wish.Slug, spec);
            await WriteWindowAsync(spec, MarketPhase.Discovered, null);
        }

        var before = _phases.TryGetValue(wish.Slug, out var known) ? known : MarketPhase.Discovered;
        if (wish.Phase != before && wish.Phase is >= MarketPhase.Making and <= MarketPhase.HedgeLock && !IsHalted && !IsOver(wish))
        {
            await PlaceAsync(spec, wish.Phase);
        }

        if (wish.Phase >= MarketPhase.Done && before < MarketPhase.Done)
        {
            await _trading.CancelMarketAsync(spec.ConditionId, default);
        }

        _phases[wish.Slug] = wish.Phase;
        if (_placements.WinnerOf(wish.Slug) is { } winner && !HasSettled(wish.Slug))
        {
            await WriteWindowAsync(spec, MarketPhase.Settled, winner);
            lock (_settled)
            {
                _settled.Add(wish.Slug);
            }
        }
    }

    // By its own clock, which it trusts more than a wish that lay about while nobody renewed it.
    private bool IsOver(DesiredMarketRow wish)
    {
        var schedule = new PhaseSchedule();
        var ends = wish.Phase switch
        {
            MarketPhase.Making => schedule.Unwind,
            MarketPhase.Unwind => schedule.CloseOnly,
            MarketPhase.CloseOnly => schedule.HedgeLock,
            _ => schedule.Done,
        };
        return _clock.Now >= wish.Closes - ends;
    }

    private async Task PlaceAsync(MarketSpec spec, MarketPhase phase)
    {
        Assert.True(UInt256.TryParse(spec.UpTokenId, out var token));
        var fields = new SignedOrderFields
        {
            Salt = (_epoch * 1_000_000) + ++_salt,
            Token = token,
            MakerAmount = 100_000,
            TakerAmount = 10_000_000,
            Side = Side.Buy,
            TimestampMilliseconds = _clock.Now.Milliseconds,
        };
        var hash = _body.Sign(ExchangeContract.Standard, ref fields, OrderType.Gtc, postOnly: true, out var entry);
        _placements.Announce(hash, $"{spec.Slug} {phase}");
        var outcome = await _trading.PlaceAsync(new SignedOrder(hash, entry.ToArray()), default);
        Assert.True(outcome.State == PlacementState.Accepted, $"{spec.Slug} {phase}: {outcome}");
    }

    private async Task ObserveAsync(long haltNumber)
    {
        var row = new ObservedWorkerRow
        {
            Shard = Shard,
            Epoch = _epoch,
            HaltNumber = haltNumber,
            IsHalted = IsHalted,
            IsClear = IsHalted,
            ParametersNumber = 0,
            Markets = [.. _phases.Select(static pair => new ObservedMarket(pair.Key, pair.Value, false))],
            Updated = _clock.Now,
        };
        if (_told is null || !row.SaysTheSameAs(_told))
        {
            await _store.WriteAsync(ControlTables.Observed, [new TableWrite(TableWriteKind.Upsert, row.ToTableRow())], default);
            _told = row;
        }
    }

    private Task WriteWindowAsync(MarketSpec spec, MarketPhase phase, Outcome? winner)
    {
        var row = WindowRow.Of(spec, _epoch, phase, winner, _clock.Now);
        return _store.WriteAsync(WorkerTables.Windows, [new TableWrite(TableWriteKind.Upsert, row.ToTableRow(spec))], default);
    }

    private async Task<MarketSpec?> SpecAsync(DesiredMarketRow wish)
    {
        var answer = await _send(new HttpCall { Id = ++_calls, Service = VenueService.Gamma, Method = "GET", PathAndQuery = "/markets?slug=" + wish.Slug }, default);
        if (!answer.IsSuccess)
        {
            // Asked again with the next look.
            return null;
        }

        var market = JsonNode.Parse(answer.Body.Span)!.AsArray().Single()!;
        var tokens = JsonNode.Parse((string)market["clobTokenIds"]!)!.AsArray();
        return new MarketSpec
        {
            Slug = wish.Slug,
            ConditionId = (string)market["conditionId"]!,
            UpTokenId = (string)tokens[0]!,
            DownTokenId = (string)tokens[1]!,
            Asset = "btc",
            Interval = WindowInterval.FiveMinutes,
            Opens = wish.Opens,
            Closes = wish.Closes,
            TickSize = TickSize.Cent,
            MinimumOrderSize = Size.Zero,
            Fees = FeeSchedule.Crypto,
            Settlement = SettlementRule.TimeWeightedAverage60Seconds,
        };
    }
}
