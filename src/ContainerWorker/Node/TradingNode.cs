using PolyCloud.ContainerWorker.Control;
using PolyCloud.ContainerWorker.Inventory;
using PolyCloud.ContainerWorker.Measurement;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Payouts;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Geoblock;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.RateLimits;
using PolyCloud.Polymarket.Reconnects;
using PolyCloud.Polymarket.Resolution;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Trades;
using PolyCloud.Polymarket.User;
using PolyCloud.ReadModel.Commands;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>
/// The whole data plane as one state machine: sessions, engine, gateway, recovery and proof. It has no thread and no clock; a host
/// brings bytes, outcomes and time, and carries away socket commands and HTTP calls. One thread at a time.
/// </summary>
public sealed class TradingNode : IHttpActor, IOrderGatewayEvents
{
    private readonly NodeOptions _options;
    private readonly INodeObserver _observer;
    private readonly EngineDriver _driver;
    private readonly PendingCalls _calls;
    private readonly OrderGateway _gateway;
    private readonly DeadMansSwitch _deadMan;
    private readonly Reconciliation _reconciliation;
    private readonly Collateral _collateral;
    private readonly ClearProof _clear;
    private readonly MarketFeed _marketFeed;
    private readonly UserFeed _userFeed;
    private readonly PriceSources _prices;
    private readonly MarketSocket _marketSocket;
    private readonly UserSession _userSocket;
    private readonly Windows _windows;
    private readonly AccessCheck[] _access;
    private readonly InventoryDesk _inventory;
    private readonly ScoringPoll _scoring;
    private readonly ChainPayouts? _payouts;
    private readonly ControlWishes _wishes;
    private readonly ParameterDesk _parameters;
    private readonly BotDesk _bots;
    private readonly OrderDesk _orders;
    private string _regionNoted = "";
    private string _accountNoted = "";
    private Timestamp _stopBy = Timestamp.Never;
    private Reason _halt;
    private Reason _haltWanted;

    /// <param name="chain">How the chain is reached; null where it is not.</param>
    /// <exception cref="ArgumentException">A setting is out of its range; the text names it.</exception>
    public TradingNode(
        NodeOptions options, OrderSigner signer, ApiCredential credential, INodeObserver observer, DeterministicRandom random, Func<long> monotonicNanoseconds, ChainAccess? chain = null, StepJournal? journal = null)
    {
        if (options.Validate() is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(" ", errors), nameof(options));
        }

        _options = options;
        _observer = observer;
        _driver = new EngineDriver(new JournaledEngine(new TradingEngine(options.Engine), journal), monotonicNanoseconds);
        _calls = new PendingCalls(Outbox);
        Directory = new MarketDirectory();
        var requests = new TradingRequests(credential, signer.Address, signer.Type);
        _gateway = new OrderGateway(new OrderGatewayOptions { Shard = options.Shard, Epoch = options.Epoch }, signer, credential, Directory, this);
        _deadMan = new DeadMansSwitch(requests, _gateway, Outbox, observer, Heartbeat, reason => _haltWanted = reason);
        _collateral = new Collateral(requests, _calls, options.BalanceEvery, CollateralKnown);
        _scoring = new ScoringPoll(requests, _calls, _gateway, Directory, _driver);
        _clear = new ClearProof(requests, _calls, () => _gateway.PlacementsUnresolved > 0);
        var fills = new FillIntake(Directory, _gateway, _driver, observer) { Taken = _collateral.Filled };
        _reconciliation = new Reconciliation(
            new Reconciler(requests, _calls, Directory, TradeOwner.OfWallet(signer.Maker.ToString()), options.ReconcileEvery, NodeOptions.LookBackOf(options.Series), PictureKnown),
            requests, _calls, _gateway, fills, _driver, observer);
        _marketFeed = new MarketFeed(Directory, _driver, observer);
        _userFeed = new UserFeed(fills, _gateway, _reconciliation, _driver, observer, Directory, Outbox);
        _prices = new PriceSources(options.Series.Asset, credential, _driver, observer, random);
        _marketSocket = new MarketSocket(new MarketSession(new MarketSessionOptions(), _marketFeed, random.Fork(1)));
        _userSocket = new UserSession(new UserSessionOptions(), credential, _userFeed, random.Fork(2));
        Sockets = [new NodeSocket(_marketSocket, AfterStep), new NodeSocket(_userSocket, AfterStep), .. _prices.Sessions.Select(session => new NodeSocket(session, AfterStep))];
        _inventory = new InventoryDesk(
            options.Epoch, chain ?? new ChainAccess(), Directory, _driver, observer, Outbox, desk => new BalanceLook(requests, _calls, Directory, _driver, desk.Looked)) { Ended = _collateral.Filled };
        _reconciliation.FillsBooked = _inventory.BookPast;
        _payouts = chain is { Endpoints: { } endpoints } ? new ChainPayouts(new PayoutCheck(endpoints, chain.Contracts.ConditionalTokens, chain.Quorum), Outbox, observer, ChainTold) : null;
        _windows = new Windows(
            options, Directory, _driver, _marketSocket, _marketFeed, _reconciliation, fills, observer, reason => _haltWanted = reason,
            _payouts is { } payouts ? payouts.Ask : null, _inventory.IsUnderWay);
        _wishes = new ControlWishes(Directory, _driver);
        _parameters = new ParameterDesk(_driver, observer);
        _bots = new BotDesk(_driver, observer);
        _orders = new OrderDesk(_driver, Directory, observer);
        AccessCheckOptions access = new();
        _access = !options.ChecksAccess ? [] : [AccessChecks.Region(access, RegionChecked), AccessChecks.Account(access, requests, AccountChecked)];
    }

    public HttpOutbox Outbox { get; } = new();

    /// <summary>Market, user, price and exchange sockets, to be driven by the host from the start.</summary>
    public IReadOnlyList<NodeSocket> Sockets { get; }

    public EngineDriver Driver => _driver;

    public FeedHealth Feeds => new(_marketFeed.IsConnected, _userFeed.IsConnected, _prices.Oracle.IsConnected, _deadMan.IsBeating, _reconciliation.IsCurrent);

    public VenueMode VenueMode { get; private set; }

    /// <summary>Why everything is halted; none where it is not.</summary>
    public Reason Halt => _halt;

    /// <summary>Asked after the halt, the venue answered that no order of this credential is open.</summary>
    public bool IsClear => _clear.IsProved;

    /// <summary>Open orders in the venue's last answer while proving; null before one.</summary>
    public int? OpenOrdersAtVenue => _clear.OpenOrders;

    public bool HasStopped { get; private set; }

    /// <summary>Why the node stops; null while it runs.</summary>
    public string? StoppingBecause { get; private set; }

    /// <summary>Ages of book frames at their arrival.</summary>
    public LatencyHistogram FrameAges => _driver.FrameAges;

    public long FramesProcessed => _marketSocket.Session.Frames + _userSocket.Frames + _prices.Frames;

    public long FramesSkipped => _marketSocket.Session.Faults.Total + _userSocket.Faults.Total + _prices.FramesSkipped;

    public (long Checked, long Matched) BookHashes => _marketFeed.BookHashes;

    /// <summary>The oracle's prices come by the legacy socket, or are being asked for there.</summary>
    public bool IsOnFallbackPrices => _prices.IsOnFallback;

    /// <summary>Messages of the price socket that the venue left out or that were missing from its count.</summary>
    public long PriceMessagesMissed => _prices.MessagesMissed;

    /// <summary>Times that a market's books were dropped and subscribed again because the venue's hashes spoke against them.</summary>
    public long BookQuarantines => _marketFeed.Quarantines;

    public Timestamp NextDeadline
    {
        get
        {
            var next = Timestamp.Earlier(_driver.Engine.NextDeadline, _gateway.NextDeadline);
            next = Timestamp.Earlier(next, Timestamp.Earlier(_deadMan.NextDeadline, _windows.NextDeadline));
            next = Timestamp.Earlier(next, Timestamp.Earlier(_reconciliation.NextDeadline, _collateral.NextDeadline));
            next = Timestamp.Earlier(next, Timestamp.Earlier(_marketFeed.NextDeadline, Timestamp.Earlier(_clear.NextDeadline, _prices.NextDeadline)));
            next = Timestamp.Earlier(next, Timestamp.Earlier(_inventory.NextDeadline, _scoring.NextDeadline));
            foreach (var check in _access)
            {
                next = Timestamp.Earlier(next, check.NextDeadline);
            }

            return HasStopped ? Timestamp.Never : Timestamp.Earlier(next, StoppingBecause is null ? _windows.GivesUpAt : _stopBy);
        }
    }

    /// <summary>Operations on chain without an end.</summary>
    public int OperationsUnderWay => _inventory.UnderWay;

    internal MarketDirectory Directory { get; }

    public void Start(Timestamp now)
    {
        _observer.Noted(now, NodeNote.Starting, $"epoch {_options.Epoch}");
        foreach (var feed in (ReadOnlySpan<Feed>)[Feed.Market, Feed.User, Feed.Oracle, Feed.Heartbeat, Feed.Reconciliation])
        {
            _driver.Engine.OnFeed(now, feed, healthy: false, _driver.Effects);
        }

        _prices.Start(now);
        _deadMan.Start(now);
        _collateral.Start(now);
        foreach (var check in _access)
        {
            check.Start(now, Outbox);
        }

        _inventory.Start(now, _options.Operations);
        _scoring.Start(now);
        _windows.Start(now);
        Carry(now);
        Tick(now);
    }

    public void Tick(Timestamp now)
    {
        if (HasStopped)
        {
            return;
        }

        _windows.Tick(now, Outbox);
        _deadMan.Tick(now);
        _gateway.Tick(now, Outbox);
        _reconciliation.Tick(now);
        _collateral.Tick(now);
        _inventory.Tick(now);
        _scoring.Tick(now);
        foreach (var check in _access)
        {
            check.Tick(now, Outbox);
        }

        _marketFeed.Tick(now);
        _prices.Tick(now);
        if (_driver.Engine.NextDeadline <= now)
        {
            _driver.Engine.OnClock(now, _driver.Effects);
        }

        AfterStep(now);
    }

    public void HttpCompleted(Timestamp now, long callId, in HttpOutcome outcome)
    {
        if (!_windows.Completed(now, callId, outcome, Outbox)
            && !_inventory.Completed(now, callId, outcome)
            && !(_payouts?.Completed(now, callId, outcome) ?? false)
            && !AccessCompleted(now, callId, outcome))
        {
            TradingCompleted(now, callId, outcome);
        }

        AfterStep(now);
    }

    /// <summary>What limits and breakers remembered before a restart. Call before the node is started.</summary>
    public void RestoreRisk(Timestamp now, RiskState state) => _driver.Engine.OnRiskState(now, state, _driver.Effects);

    /// <summary>
    /// The parameter changes that were in force before a restart. Call before the node is started; what can no longer be taken halts it
    /// with <see cref="Reason.ParametersRefused"/> once it is.
    /// </summary>
    public void RestoreParameters(Timestamp now, IReadOnlyList<ParameterChange> changes)
    {
        foreach (var problem in _parameters.Restore(now, changes))
        {
            _observer.Noted(now, NodeNote.Parameters, "not restored: " + problem);
            _haltWanted = Reason.ParametersRefused;
        }
    }

    /// <summary>Changes the parameters of strategies for all markets, a series or one market.</summary>
    /// <returns>What is wrong, by name: then nothing is changed. Empty where it is in force.</returns>
    public IReadOnlyList<string> ChangeParameters(Timestamp now, ParameterRequest request)
    {
        var errors = _parameters.Change(now, request);
        Carry(now);
        return errors;
    }

    /// <summary>Starts, pauses, resumes, stops, halts or re-arms one bot; never lifts a phase, a halt of the node or a limit.</summary>
    /// <returns>What is wrong, by name: then nothing is changed. Empty where the bot has moved.</returns>
    public IReadOnlyList<string> CommandBot(Timestamp now, BotRequest request)
    {
        var errors = _bots.Command(now, request);
        Carry(now);
        return errors;
    }

    /// <summary>Cancels one live order; its bot may quote again.</summary>
    /// <returns>What is wrong, by name: then nothing is changed. Empty where the cancel is on its way.</returns>
    public IReadOnlyList<string> CancelOrder(Timestamp now, IntentId order, string why)
    {
        var errors = _orders.Cancel(now, order, why);
        Carry(now);
        return errors;
    }

    /// <summary>Sends an order that a person wants, by the phases and limits of every other.</summary>
    /// <returns>What is wrong, by name: then nothing was sent.</returns>
    public IReadOnlyList<string> PlaceOrder(Timestamp now, PersonOrderRequest request, out IntentId placed)
    {
        var errors = _orders.Place(now, request, out placed);
        Carry(now);
        return errors;
    }

    /// <summary>Covers what is held in one window by the rules of its last minute; the window opens nothing more.</summary>
    /// <returns>What is wrong, by name: then nothing is changed.</returns>
    public IReadOnlyList<string> ClosePosition(Timestamp now, string slug, string why)
    {
        var errors = _orders.Close(now, slug, why);
        Carry(now);
        return errors;
    }

    /// <summary>
    /// Cancels everything and closes what is held, taking where it must; nothing is opened until <see cref="Resume"/>. Lifts a halt,
    /// which would forbid closing; does nothing once the node is stopping.
    /// </summary>
    public void FlattenNow(Timestamp now)
    {
        if (StoppingBecause is not null)
        {
            return;
        }

        _halt = Reason.None;
        _clear.Abandon();
        _observer.Noted(now, NodeNote.Flattening, "");
        _driver.Engine.OnFlatten(now, Reason.ManualFlatten, _driver.Effects);
        Carry(now);
    }

    /// <summary>
    /// Cancels everything, opens nothing, and starts to prove that nothing is left. A halt that stands is proved anew and keeps its
    /// reason, unless a person set it and something graver is said now.
    /// </summary>
    public void HaltNow(Timestamp now, Reason reason)
    {
        _halt = StoppingBecause is not null ? Reason.Shutdown : _halt is Reason.None or Reason.ManualHalt ? reason : _halt;
        _observer.Noted(now, NodeNote.Halted, reason.Label());
        _clear.Begin(now);
        _driver.Engine.OnHalt(now, _halt, _driver.Effects);
        Carry(now);
    }

    /// <summary>Lifts halts, the engine's own of single markets too, never a phase; nothing once the node is stopping.</summary>
    public void Resume(Timestamp now)
    {
        if (StoppingBecause is not null)
        {
            return;
        }

        _halt = Reason.None;
        _clear.Abandon();
        _observer.Noted(now, NodeNote.Resumed, "");
        _deadMan.Adopt(now);
        _driver.Engine.OnResume(now, _driver.Effects);
        Carry(now);
    }

    /// <summary>Halts for good: the node has stopped when it is proved clear, or when the venue could not be asked for this long.</summary>
    public void Stop(Timestamp now, string because, Duration patience)
    {
        if (StoppingBecause is not null)
        {
            return;
        }

        StoppingBecause = because;
        _stopBy = now + patience;
        _observer.Noted(now, NodeNote.Stopping, because);
        HaltNow(now, Reason.Shutdown);
    }

    /// <summary>The chain's word on a condition; null where it is not resolved there, or could not be read.</summary>
    public void ChainTold(Timestamp now, string conditionId, Payout? payout)
    {
        _windows.ChainTold(now, conditionId, payout);
        AfterStep(now);
    }

    /// <summary>State store or intent log cannot be written: nothing is opened until they can.</summary>
    public void StorageHealth(Timestamp now, bool healthy)
    {
        _driver.Engine.OnFeed(now, Feed.Storage, healthy, _driver.Effects);
        Carry(now);
    }

    /// <summary>What the control plane wants of the windows; null where it is not known or too old to be opened on.</summary>
    public void Follow(Timestamp now, DesiredState? wishes)
    {
        var mayOpen = wishes is not null && _wishes.Follow(now, wishes);
        _driver.Engine.OnFeed(now, Feed.Control, mayOpen, _driver.Effects);
        Carry(now);
    }

    bool IOrderGatewayEvents.Signing(Timestamp now, in SignedIntent intent)
    {
        var written = _observer.Signing(now, intent);
        if (!written)
        {
            _driver.Engine.OnFeed(now, Feed.Storage, healthy: false, _driver.Effects);
        }

        return written;
    }

    bool IOrderGatewayEvents.IsWanted(IntentId intent) => _driver.Engine.IsWanted(intent);

    void IOrderGatewayEvents.Reported(Timestamp now, in OrderReport report)
    {
        _observer.Reported(now, report);
        _driver.Engine.OnOrderReport(now, report, _driver.Effects);
        if (report is { Kind: OrderReportKind.Unknown, Reason: Reason.OrderIdMismatch })
        {
            // The venue and we disagree about what was signed. Halted after this step: the gateway is in the middle of one.
            _haltWanted = report.Reason;
        }

        if (report.Kind == OrderReportKind.Live && _halt != Reason.None)
        {
            // Something rests that was not there, or not known, when it was proved.
            _clear.Begin(now);
        }
    }

    void IOrderGatewayEvents.ModeChanged(Timestamp now, VenueMode mode)
    {
        VenueMode = mode;
        _observer.Noted(now, NodeNote.VenueMode, mode.ToString());
        _driver.Engine.OnVenueMode(now, mode, _driver.Effects);
    }

    void IOrderGatewayEvents.CancelDebtChanged(Timestamp now, in CancelDebt debt) =>
        _observer.Noted(now, NodeNote.CancelDebt, debt.IsOwed ? $"cancels can go out again at {debt.PayableAt}" : "paid");

    void IOrderGatewayEvents.FillsKnown(Timestamp now, ReadOnlySpan<VenueFill> fills) => _reconciliation.Take(now, fills);

    /// <summary>A call to the trading service, whose failures count for the breaker; where the venue told its mode, that says it all.</summary>
    private void TradingCompleted(Timestamp now, long callId, in HttpOutcome outcome)
    {
        if (!_gateway.Completed(now, callId, outcome, Outbox) && !_deadMan.Completed(now, callId, outcome))
        {
            _ = _calls.Completed(now, callId, outcome);
        }

        if ((outcome.Kind != HttpOutcomeKind.Answered || outcome.Status >= 500) && VenueMode == VenueMode.Normal)
        {
            _driver.Engine.OnVenueError(now, _driver.Effects);
        }
    }

    private bool AccessCompleted(Timestamp now, long callId, in HttpOutcome outcome)
    {
        foreach (var check in _access)
        {
            if (check.Completed(now, callId, outcome))
            {
                return true;
            }
        }

        return false;
    }

    private void RegionChecked(Timestamp now, bool allowed, string why)
    {
        NoteAccess(now, ref _regionNoted, allowed ? "the region is served" : $"the region counts as blocked: {why}");
        _gateway.RegionChecked(now, !allowed);
    }

    private void AccountChecked(Timestamp now, bool allowed, string why)
    {
        NoteAccess(now, ref _accountNoted, allowed ? "the account may open positions" : $"the account counts as closed-only: {why}");
        _gateway.ClosedOnlyChecked(now, !allowed);
    }

    /// <summary>The same answer every few minutes is one note.</summary>
    private void NoteAccess(Timestamp now, ref string noted, string text)
    {
        if (text != noted)
        {
            noted = text;
            _observer.Noted(now, NodeNote.Access, text);
        }
    }

    private void Heartbeat(Timestamp now, bool healthy)
    {
        _observer.Noted(now, healthy ? NodeNote.FeedBack : NodeNote.FeedLost, "heartbeat");

        // The venue may sweep until the beats are back: what we believe rests may be gone, and is asked for again on their return,
        // before the engine hears of it.
        _reconciliation.Begin(now);
        _driver.Engine.OnFeed(now, Feed.Heartbeat, healthy, _driver.Effects);
    }

    private void CollateralKnown(Timestamp now, Money available) => _driver.Engine.OnCollateral(now, available, _driver.Effects);

    private void PictureKnown(Timestamp now, VenuePicture picture) => _reconciliation.Compare(now, picture);

    private void Carry(Timestamp now)
    {
        _driver.Drain((Node: this, Now: now), static ((TradingNode Node, Timestamp Now) state, in Effect effect) => state.Node.Carry(state.Now, effect));
        _gateway.Flush(now, Outbox);
    }

    private void Carry(Timestamp now, in Effect effect)
    {
        _observer.Decided(now, effect);
        if (effect.Kind is EffectKind.Place or EffectKind.Cancel or EffectKind.CancelMarket or EffectKind.CancelAll)
        {
            _gateway.Handle(now, effect, Outbox);
        }
        else if (effect.Kind is EffectKind.Merge or EffectKind.Split or EffectKind.Redeem)
        {
            _inventory.Carry(now, effect);
        }
    }

    private void AfterStep(Timestamp now)
    {
        _driver.WatchJournal(now);
        _deadMan.Look(now, _halt != Reason.None);
        Carry(now);
        if (_haltWanted is var wanted and not Reason.None)
        {
            _haltWanted = Reason.None;
            HaltNow(now, wanted);
        }

        Conclude(now);
    }

    private void Conclude(Timestamp now)
    {
        if (StoppingBecause is null && _windows.AreDone(now))
        {
            Stop(now, "windows done", Duration.FromSeconds(60));
        }

        if (HasStopped)
        {
            return;
        }

        _clear.Tick(now);
        if (StoppingBecause is not null && (_clear.IsProved || now >= _stopBy))
        {
            HasStopped = true;
            _deadMan.Stop();
            _observer.Noted(now, NodeNote.Clear, _clear.IsProved ? "proved at the venue" : "NOT proved: the venue did not answer");
        }
    }
}

/// <summary>One socket of a node: its session, and what is to be called after every call on it.</summary>
public sealed record NodeSocket(ISocketSession Session, Action<Timestamp> AfterStep);

/// <summary>What is connected and current.</summary>
public readonly record struct FeedHealth(bool Market, bool User, bool Oracle, bool Heartbeat, bool Reconciliation);
