using System.Text;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.DataApi;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.ExchangeFeeds;
using PolyCloud.Simulator.Faults;
using PolyCloud.Simulator.Gamma;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Markets;
using PolyCloud.Simulator.Prices;
using PolyCloud.Simulator.RateLimits;
using PolyCloud.Simulator.Relayer;
using PolyCloud.Simulator.Users;

namespace PolyCloud.Simulator;

/// <summary>
/// The venue's whole wire protocol as a state machine over the exchange: requests and messages in, answers and frames out, all at
/// moments the caller names. No sockets, clocks or threads; the same seed and the same calls give the same bytes. All calls come
/// from one thread at a time. Sinks and answers may call <see cref="Handle"/> and connections again from inside.
/// </summary>
public sealed class SimulatedVenue : IExchangeListener
{
    // Requests on their way in. Far more than one client can send within the request delay; beyond it they are refused.
    private const int PendingRequestsMaximum = 4096;

    private readonly SimulatorOptions _options;
    private readonly DeterministicRandom _latency;
    private readonly TimedActions _actions = new();
    private readonly FrameQueue _frames = new();
    private readonly FrameTiming _timing;
    private readonly MarketChannel _markets;
    private readonly UserChannel _users;
    private readonly NotificationBoard _notifications;
    private readonly PriceChannel _prices;
    private readonly LegacyPriceChannel _legacyPrices;
    private readonly ExchangeFeed _binance;
    private readonly ExchangeFeed _coinbase;
    private readonly PlacementRoutes _placements;
    private readonly VenueRouter _router;
    private readonly AddressWindows _windows;
    private readonly FaultControl _control;
    private readonly ChainRoutes _chain;
    private int _pendingRequests;
    private bool _advancing;

    /// <param name="seed">Decides every draw: the exchange's, latencies, late frames.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    /// <exception cref="FaultPlanException">A fault of the options does not exist or has a value outside its range.</exception>
    public SimulatedVenue(SimulatorOptions options, ulong seed)
    {
        options.Validate();
        _options = options;
        var random = new DeterministicRandom(seed);
        Exchange = new ExchangeVenue(options.Exchange, random.Fork(1), this);
        _latency = random.Fork(2);
        _timing = new FrameTiming(options.StreamDelay, options.LateFrames, random.Fork(3));
        var buckets = new SignerBuckets(options.RateLimits);
        _windows = new AddressWindows(options.RateLimits);
        Faults = new VenueFaults(Exchange, buckets, _actions, random.Fork(4).NextUInt64());
        foreach (var plan in options.Faults)
        {
            Faults.SwitchOn(plan);
        }

        _frames.Faults = Faults;
        _control = new FaultControl(Faults);
        Exchange.DecideFates(_ => Faults.Strikes(Faults.TradeFailure) ? SettlementFate.Fails
            : Faults.Strikes(Faults.TradeReorg) ? Faults.TradeReorg.Fate
            : Faults.Strikes(Faults.TradeRetry) ? SettlementFate.Retries : null);
        Exchange.HoldResults(_ => Faults.Strikes(Faults.ResolutionNever) ? null
            : Faults.Strikes(Faults.ResolutionDelay) ? Faults.ResolutionDelay.Delay : Duration.Zero);
        _markets = new MarketChannel(options, _frames, _timing);
        var credentials = new CredentialDirectory(Exchange, options.StartingCollateral);
        var authenticator = new Authenticator(credentials);
        _users = new UserChannel(_markets, credentials, authenticator);
        _notifications = new NotificationBoard(_markets, credentials);
        _prices = new PriceChannel(_frames, _timing, authenticator);
        _legacyPrices = new LegacyPriceChannel(_frames, _timing);
        var feeds = options.ExchangeFeeds;
        _binance = new ExchangeFeed(new BinanceDialect(), _frames, feeds, feeds.BookTickerEvery, options.StreamDelay);
        _coinbase = new ExchangeFeed(new CoinbaseDialect(), _frames, feeds, feeds.TickerEvery, options.StreamDelay) { Basis = feeds.SecondExchangeBasis };
        var balances = new BalanceCache(Exchange, Faults, options.BalanceCacheLag);
        _placements = new PlacementRoutes(
            Exchange, new PlacementCheck(_markets), new AccountStanding(Exchange, _markets, balances, Faults), buckets, Faults, options.OffGridEntryRefusesBatch);
        _router = new VenueRouter(authenticator, Endpoints(credentials, balances, buckets), GammaEndpoints());
        _chain = new ChainRoutes(Exchange, options.Relayer, RelayerFaults, _actions, address => credentials.Of(address).FirstOrDefault()?.Account);
    }

    public ExchangeVenue Exchange { get; }

    /// <summary>What goes wrong on purpose.</summary>
    public VenueFaults Faults { get; }

    /// <summary>Told what the exchange tells the venue, before the venue hears of it: whoever compares a client's view with the truth. Default nobody.</summary>
    public IExchangeListener? Witness { get; set; }

    /// <summary>What goes wrong at the relayer on purpose.</summary>
    public RelayerFaults RelayerFaults { get; } = new();

    public Timestamp Now { get; private set; }

    /// <summary>The next moment at which something is due: at the exchange, a request, an answer, or a frame.</summary>
    public Timestamp NextDue =>
        Timestamp.Earlier(Exchange.NextDue, Timestamp.Earlier(_actions.NextDue, _frames.NextDue));

    /// <summary>Connections that were closed because too many frames were under way to them.</summary>
    public long SlowConnectionsClosed => _frames.SlowConnectionsClosed;

    /// <summary>Does everything due up to and including <paramref name="now"/>, in time order. From inside a sink or an answer it does nothing.</summary>
    public void AdvanceTo(Timestamp now)
    {
        if (_advancing)
        {
            return;
        }

        _advancing = true;
        try
        {
            for (var next = NextDue; next <= now; next = NextDue)
            {
                Step(Timestamp.Later(next, Now));
            }

            Step(Timestamp.Later(now, Now));
        }
        finally
        {
            _advancing = false;
        }
    }

    /// <summary>Takes a request that leaves the client now; the answer comes through a later call of <see cref="AdvanceTo"/>, or never.</summary>
    public void Handle(Timestamp now, in VenueRequest request, Action<VenueResponse> respond)
    {
        if (_pendingRequests >= PendingRequestsMaximum)
        {
            respond(VenueResponse.Error(503, "too many requests under way"));
            return;
        }

        if (_control.Serves(request))
        {
            AdvanceTo(now);
            respond(_control.Handle(request));
            return;
        }

        _pendingRequests++;
        var taken = request;
        _actions.At(now + _options.RequestDelay + Jitter(), entered =>
        {
            _pendingRequests--;
            if (_chain.Handle(entered, taken) is { } answer)
            {
                Answer(answer, respond);
                return;
            }

            Enter(entered, taken, respond);
        });
        AdvanceTo(now);
    }

    /// <summary>A new connection, open at once. Its replies come through later calls of <see cref="AdvanceTo"/>.</summary>
    public VenueConnection Connect(Timestamp now, VenueChannel channel, IFrameSink sink)
    {
        AdvanceTo(now);
        VenueConnection connection = channel switch
        {
            VenueChannel.Market => _markets.Connect(sink),
            VenueChannel.User => _users.Connect(sink),
            VenueChannel.LegacyPrice => _legacyPrices.Connect(sink),
            VenueChannel.Binance => _binance.Connect(sink),
            VenueChannel.Coinbase => _coinbase.Connect(sink),
            _ => _prices.Connect(sink),
        };
        (connection.Channel, connection.Opened) = (channel, now);
        if (connection is UserConnection user)
        {
            _actions.At(now + _options.IdleUserSocketTimeout, _ => user.CloseWhereIdle());
        }

        return connection;
    }

    void IExchangeListener.LevelChanged(Timestamp at, ListingId listing, Side side, Price price, Size total)
    {
        Witness?.LevelChanged(at, listing, side, price, total);
        _markets.Feed(listing).LevelChanged(at, side, price, total);
    }

    void IExchangeListener.Traded(Timestamp at, VenueTrade trade)
    {
        Witness?.Traded(at, trade);
        _markets.Feed(trade.Listing).Traded(at, trade);
        _users.TradeChanged(at, trade);
    }

    void IExchangeListener.TradeStatusChanged(Timestamp at, VenueTrade trade)
    {
        Witness?.TradeStatusChanged(at, trade);
        _users.TradeChanged(at, trade);
    }

    void IExchangeListener.OrderChanged(Timestamp at, VenueOrder order, OrderChange change)
    {
        Witness?.OrderChanged(at, order, change);
        _users.OrderChanged(at, order, change);
        _notifications.OrderChanged(at, order, change);
    }

    void IExchangeListener.Placed(Timestamp at, PlacementTicket ticket, VenueOrder? order, PlacementOutcome outcome)
    {
        Witness?.Placed(at, ticket, order, outcome);
        _placements.Placed(ticket, order?.Order.Id, outcome);
    }

    void IExchangeListener.TickSizeChanged(Timestamp at, ListingId listing, TickSize old, TickSize current)
    {
        Witness?.TickSizeChanged(at, listing, old, current);
        _markets.Feed(listing).TickSizeChanged(at, old, current);
    }

    void IExchangeListener.OraclePublished(Timestamp at, string asset, in OracleTick tick)
    {
        Witness?.OraclePublished(at, asset, tick);
        if (!Faults.Strikes(Faults.OracleStale))
        {
            _prices.Published(at, asset, tick);
            _legacyPrices.Published(at, asset, tick);
        }
    }

    void IExchangeListener.UnderlyingMoved(Timestamp at, string asset, OraclePrice spot)
    {
        _binance.Moved(at, asset, spot);
        _coinbase.Moved(at, asset, spot);
    }

    void IExchangeListener.Listed(Timestamp at, Listing listing)
    {
        Witness?.Listed(at, listing);
        _markets.Listed(at, listing);
    }

    void IExchangeListener.Resolved(Timestamp at, ListingId listing, Outcome winner)
    {
        Witness?.Resolved(at, listing, winner);
        _markets.Feed(listing).Resolved(at, winner);
    }

    private void Step(Timestamp moment)
    {
        Now = moment;
        Faults.Reach(moment);
        Exchange.AdvanceTo(moment);
        _actions.RunUpTo(moment);
        _frames.DeliverUpTo(moment);
    }

    private RouteTable Endpoints(CredentialDirectory credentials, BalanceCache balances, SignerBuckets buckets)
    {
        var routes = new RouteTable();
        routes.Open("GET", "/ok", (_, _) => VenueResponse.Ok("\"OK\""u8.ToArray()));
        routes.Open("GET", "/time", (now, _) => VenueResponse.Ok(Encoding.ASCII.GetBytes(now.Seconds.ToString())));
        routes.Open("GET", "/version", (_, _) => VenueResponse.Ok(Encoding.ASCII.GetBytes($"{{\"version\":{_options.OrderVersion}}}")));
        new CredentialRoutes(credentials, _actions, _options.RevocationDelay).AddTo(routes);
        new SideKeyRoutes().AddTo(routes);
        var books = new OpenBooks(_markets, Faults);
        new BookRoutes(books).AddTo(routes);
        new QuoteRoutes(books).AddTo(routes);
        new ClobMarketRoutes(_markets, Faults).AddTo(routes);
        new TokenRuleRoutes(_markets, Faults).AddTo(routes);
        new MarketPageRoutes(_markets, Faults).AddTo(routes);
        new HistoryRoutes(_markets, credentials).AddTo(routes);
        new RewardRoutes(Exchange, _markets).AddTo(routes);
        new RegionRoutes(Faults).AddTo(routes);
        new DataApiRoutes(Exchange, _markets, credentials).AddTo(routes);
        _notifications.AddTo(routes);
        _placements.AddTo(routes);
        new CancelRoutes(Exchange, _markets, buckets).AddTo(routes);
        new DataRoutes(Exchange, _markets, credentials).AddTo(routes);
        new AccountRoutes(Exchange, _markets, balances, Faults).AddTo(routes);
        routes.Keyed("GET", "/v1/user/rate-limit-tier", (_, _, _) => VenueResponse.Ok(Json.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("tier", buckets.TierName);
            writer.WriteEndObject();
        })));
        return routes;
    }

    private RouteTable GammaEndpoints()
    {
        var routes = new RouteTable();
        new GammaRoutes(_markets, Faults).AddTo(routes);
        return routes;
    }

    private void Enter(Timestamp now, VenueRequest request, Action<VenueResponse> respond)
    {
        var (wait, refusal) = _windows.Admit(now, request);
        if (wait > Duration.Zero)
        {
            _actions.At(now + wait, later => Serve(later, request, respond));
        }
        else if (refusal is { } refused)
        {
            Answer(refused, respond);
        }
        else
        {
            Serve(now, request, respond);
        }
    }

    private void Serve(Timestamp now, VenueRequest request, Action<VenueResponse> respond)
    {
        var fate = Faults.Meet(request);
        if (fate.IsLost)
        {
            return;
        }

        if (fate.Answer is { } answer)
        {
            Answer(answer, respond);
        }
        else
        {
            _router.Handle(now, request, response => Answer(response, respond));
        }
    }

    // Never answered from inside the exchange's own call: the client may send its next request from there.
    private void Answer(VenueResponse response, Action<VenueResponse> respond) =>
        _actions.At(Now + _options.ResponseDelay + Jitter(), _ => respond(response));

    private Duration Jitter() =>
        _options.DelayJitter == Duration.Zero ? Duration.Zero : new Duration(_latency.NextInt64(0, _options.DelayJitter.Micros));
}
