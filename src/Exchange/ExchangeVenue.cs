using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Accounts;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.DeadMan;
using PolyCloud.Exchange.External;
using PolyCloud.Exchange.Listings;
using PolyCloud.Exchange.Matching;
using PolyCloud.Exchange.Oracle;
using PolyCloud.Exchange.Orders;
using PolyCloud.Exchange.Settlement;

namespace PolyCloud.Exchange;

/// <summary>
/// The exchange: books, matching, accounts, settlement. Pure: time is an argument, randomness is injected, no I/O, one thread.
/// <para>
/// Two ways in. Accounts: <see cref="Place"/>, <see cref="Cancel"/>, <see cref="Heartbeat"/>; every rule of the venue applies.
/// The order flow (generated agents): <see cref="PlaceFlow"/>, <see cref="TakeFlow"/>, <see cref="ReduceFlow"/>,
/// <see cref="CancelFlow"/>; handles instead of hashes, prices in Up terms, no funds, fees, ticks, holds or tickets, and no
/// allocation but for trades. A recording displays its book by <see cref="SetExternalLevel"/>. One listing is fed by flow or by
/// a recording, not both.
/// </para>
/// </summary>
public sealed class ExchangeVenue
{
    private readonly VenueContext _venue;
    private readonly List<Account> _accounts = [];
    private readonly List<Credential> _credentials = [];
    private readonly List<IOrderFlow> _flows = [];
    private readonly Ledger _ledger = new();
    private readonly OrderRegistry _orders = new();
    private readonly OracleDesk _oracle;
    private readonly TradeExecutor _executor;
    private readonly OrderCancellation _cancellation;
    private readonly ListingLife _life;
    private readonly OrderIntake _intake;
    private readonly DeadManSwitch _deadMan;
    private readonly FlowDesk _flow;
    private readonly SetDesk _sets;

    /// <param name="options">Settings, validated here.</param>
    /// <param name="random">The exchange's own stream: ids, settlement delays, resolution delays.</param>
    /// <param name="listener">Told everything in the order it happens, within the calls; it must not call back.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public ExchangeVenue(ExchangeOptions options, DeterministicRandom random, IExchangeListener listener)
    {
        options.Validate();
        _venue = new VenueContext(options, listener);
        var identities = new TradeIdentities(random.Fork(1));
        var settlement = new TradeSettlement(_venue, _ledger, random.Fork(2));
        _oracle = new OracleDesk(_venue);
        _executor = new TradeExecutor(_venue, _orders, settlement, identities);
        _cancellation = new OrderCancellation(_venue, _orders, _executor);
        _life = new ListingLife(_venue, _cancellation, _ledger, random.Fork(3), _accounts, _credentials);
        _intake = new OrderIntake(_venue, _orders, _executor, _life, _cancellation);
        _deadMan = new DeadManSwitch(_venue, _cancellation, new TradeIdentities(random.Fork(4)), _credentials);
        _flow = new FlowDesk(_executor, _life, identities);
        _sets = new SetDesk(_ledger, _cancellation, _credentials);
    }

    public ExchangeOptions Options => _venue.Options;

    /// <summary>The moment the exchange has reached; calls between two advances happen at it.</summary>
    public Timestamp Now => _venue.Now;

    /// <summary>The next moment at which something is due (held taker, settlement step, agent, price, sweep, resolution).</summary>
    public Timestamp NextDue
    {
        get
        {
            var next = _venue.Due.NextDue;
            foreach (var flow in _flows)
            {
                next = Timestamp.Earlier(next, flow.NextDue);
            }

            return next;
        }
    }

    /// <summary>Totals over everybody, for the conservation check.</summary>
    public ExchangeTotals Totals
    {
        get
        {
            var collateral = Money.Zero;
            var pending = Money.Zero;
            foreach (var account in _accounts)
            {
                collateral += account.Collateral;
                pending += account.Pending;
            }

            return new ExchangeTotals(_ledger.Deposits, collateral, pending, _ledger.FlowCash, _ledger.Fees, _ledger.Backing);
        }
    }

    /// <summary>
    /// Does everything due up to and including <paramref name="now"/>, in time order; at equal times the exchange's own doings
    /// come before the flows, flows in the order they were attached. A time before <see cref="Now"/> changes nothing.
    /// </summary>
    public void AdvanceTo(Timestamp now)
    {
        while (true)
        {
            var due = NextDue;
            if (due > now)
            {
                break;
            }

            _venue.Now = Timestamp.Later(_venue.Now, due);
            if (_venue.Due.NextDue <= due)
            {
                _venue.Due.DoNext();
                continue;
            }

            foreach (var flow in _flows)
            {
                if (flow.NextDue <= due)
                {
                    flow.Act(_venue.Now);
                    break;
                }
            }
        }

        _venue.Now = Timestamp.Later(_venue.Now, now);
    }

    /// <summary>Attaches what trades besides the accounts and moves the underlying: generated agents or a recording. Several may be attached.</summary>
    public void Attach(IOrderFlow flow) => _flows.Add(flow);

    /// <summary>A new wallet with this much collateral and unlimited allowance.</summary>
    public AccountId OpenAccount(Money collateral)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(collateral.Micros);
        var account = new Account(new AccountId(_accounts.Count), collateral);
        _accounts.Add(account);
        _ledger.Deposits += collateral;
        return account.Id;
    }

    public CredentialId OpenCredential(AccountId account)
    {
        var credential = new Credential(new CredentialId(_credentials.Count), _accounts[account.Slot]);
        _credentials.Add(credential);
        return credential.Id;
    }

    /// <summary>A deleted credential can do nothing any more; its orders stay until cancelled or swept.</summary>
    public void RevokeCredential(CredentialId credential) => _credentials[credential.Slot].IsRevoked = true;

    public AccountId AccountOf(CredentialId credential) => _credentials[credential.Slot].Account.Id;

    /// <summary>Settled dollars, what open orders keep aside included: a buy is debited when it matches, a sell credited when it is confirmed.</summary>
    public Money Collateral(AccountId account) => _accounts[account.Slot].Collateral;

    /// <summary>Dollars that arrive in a wallet from outside.</summary>
    public void Deposit(AccountId account, Money amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Micros);
        _ledger.Deposit(_accounts[account.Slot], amount);
    }

    /// <summary>Dollars that leave a wallet; resting buys it no longer carries are cancelled by the venue. False where there is not that much.</summary>
    public bool Withdraw(AccountId account, Money amount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(amount.Micros);
        var wallet = _accounts[account.Slot];
        if (wallet.Collateral < amount)
        {
            return false;
        }

        _ledger.Deposit(wallet, -amount);
        _cancellation.DropUnfunded(wallet, _credentials);
        return true;
    }

    /// <summary>What the exchange may still take; <c>long.MaxValue</c> is unlimited and never shrinks, any other value shrinks as it is spent.</summary>
    public Money CollateralAllowance(AccountId account) => _accounts[account.Slot].Allowance;

    /// <summary>Sets the allowance; resting buys it no longer carries are cancelled by the venue, the newest first.</summary>
    public void SetCollateralAllowance(AccountId account, Money allowance)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(allowance.Micros);
        _accounts[account.Slot].Allowance = allowance;
        _cancellation.DropUnfunded(_accounts[account.Slot], _credentials);
    }

    /// <summary>Tokens that have settled (confirmed) and can be sold; what open sells keep aside is included.</summary>
    public Size Tokens(AccountId account, ListingId listing, Outcome outcome) => new(_accounts[account.Slot].Holding(listing, outcome).Settled);

    /// <summary>Tokens bought in trades that are on their way to settlement.</summary>
    public Size PendingTokens(AccountId account, ListingId listing, Outcome outcome) => new(_accounts[account.Slot].Holding(listing, outcome).Pending);

    /// <summary>
    /// Dollars become complete sets, as the token contract does it: what open orders keep aside is no obstacle, and buys that are
    /// no longer funded are cancelled. False, and nothing changes, where the dollars are missing or the market is decided.
    /// </summary>
    public bool SplitSets(AccountId account, ListingId listing, Size sets) => _sets.Split(_accounts[account.Slot], Market(listing), sets.Units);

    /// <summary>
    /// Complete sets become dollars. Sells that are no longer covered are cancelled by the venue, the newest first. False, and
    /// nothing changes, where confirmed tokens of either outcome are missing or the market is decided.
    /// </summary>
    public bool MergeSets(AccountId account, ListingId listing, Size sets) => _sets.Merge(_accounts[account.Slot], Market(listing), sets.Units);

    /// <summary>
    /// Lists a market; it takes orders from now until some time after its end, when its result is told
    /// (<see cref="ExchangeOptions.TradingAfterEnd"/>, <see cref="ExchangeOptions.ResolutionMedian"/>).
    /// </summary>
    /// <exception cref="ArgumentException">It is over already, or its fee schedule is not one the venue has.</exception>
    public Listing List(MarketSpec spec, bool takerDelay, EventPlace? place = null) => _life.List(spec, takerDelay, place);

    public IReadOnlyList<Listing> Listings => _life.Listings;

    /// <summary>Copies the levels of one side of the unified book, in Up terms, best first; returns how many fitted.</summary>
    public int CopyLevels(ListingId listing, Side side, Span<BookLevel> destination)
    {
        var market = Market(listing);
        var count = 0;
        if (!market.IsResolved)
        {
            var half = market.Book[side];
            for (var units = half.Best; units >= 0 && count < destination.Length; units = half.NextWorse(units))
            {
                destination[count++] = new BookLevel(new Price(units), new Size(half.Level(units).TotalShares));
            }
        }

        return count;
    }

    /// <summary>The best level of one side in Up terms; false where the side is empty.</summary>
    public bool TryBest(ListingId listing, Side side, out BookLevel best)
    {
        Span<BookLevel> one = stackalloc BookLevel[1];
        var any = CopyLevels(listing, side, one) == 1;
        best = one[0];
        return any;
    }

    /// <summary>Total displayed at one level, in Up terms.</summary>
    public Size LevelSize(ListingId listing, Side side, Price price)
    {
        var market = Market(listing);
        return market.IsResolved ? Size.Zero : new Size(market.Book.TotalShares(side, price.Units));
    }

    /// <summary>Takes an order in; the outcome comes through the listener under <paramref name="ticket"/>, within the call or, for a held taker, later.</summary>
    public void Place(NewOrder order, PlacementTicket ticket) => _intake.Place(
        order,
        ticket,
        (uint)order.Credential.Slot < (uint)_credentials.Count ? _credentials[order.Credential.Slot] : null,
        _life.Find(order.Listing));

    /// <summary>Cancels a resting order of the credential. A held taker cannot be cancelled.</summary>
    public CancelOutcome Cancel(CredentialId credential, Hash256 order) => _cancellation.Cancel(_credentials[credential.Slot], order);

    /// <summary>Cancels every live order of the credential, of one market and token where named, oldest first. Held takers are not among them.</summary>
    public IReadOnlyList<CancelOutcome> CancelAll(CredentialId credential, ListingId? listing = null, Outcome? outcome = null)
    {
        var scope = _credentials[credential.Slot];
        return scope.IsRevoked ? [] : _cancellation.CancelAll(
            scope,
            live => (listing is null || live.Market.Id == listing) && (outcome is null || live.Outcome == outcome));
    }

    /// <summary>The order, held, live or ended, where it belongs to this credential. The 50 000 that ended last are remembered; a refused one never is.</summary>
    public VenueOrder? Find(CredentialId credential, Hash256 order) =>
        _orders.Find(order) is { } found && found.Order.Credential == credential ? found : null;

    /// <summary>The credential's resting orders, oldest first; a copy. Held takers are not among them.</summary>
    public IEnumerable<VenueOrder> OpenOrders(CredentialId credential) =>
        _credentials[credential.Slot].Open.ConvertAll(static live => live.View);

    /// <summary>Trades any credential of the account took part in, newest first; the latest 10 000 at least.</summary>
    public IEnumerable<VenueTrade> Trades(AccountId account) => _accounts[account.Slot].Trades.NewestFirst();

    /// <summary>
    /// One observation of the underlying's spot by the oracle, once a second; the first within a second counts. The exchange
    /// keeps the average of the 60 observations ending at the moment, publishes both after the publication lag, and fixes its
    /// listings' values from the observation of the very second of open and close. Where any of the 60 is missing the value
    /// stays unknown and the listing is only resolved by <see cref="DeclareWinner"/>.
    /// </summary>
    public void ObserveUnderlying(string asset, OraclePrice spot, Timestamp observed)
    {
        _oracle.Observe(asset, spot, observed, _life.Running);
        MoveUnderlying(asset, spot, observed);
    }

    /// <summary>The underlying moved between two observations of the oracle: only the exchanges show it.</summary>
    public void MoveUnderlying(string asset, OraclePrice spot, Timestamp at) => _venue.Listener.UnderlyingMoved(at, asset, spot);

    /// <summary>
    /// Liquidity that is displayed but belongs to no account (a recording's book): total size at one level, in Up terms.
    /// Orders of accounts queue behind it and are filled, at their own price, only when the recorded market trades strictly
    /// through them. Write removals before additions where both belong to one recorded moment. Ignored once the listing takes
    /// no orders.
    /// </summary>
    public void SetExternalLevel(ListingId listing, Side side, Price price, Size size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size.Units);
        var market = Market(listing);
        if (!market.Listing.AcceptingOrders)
        {
            return;
        }

        market.External ??= new ExternalLiquidity(market, _executor, _credentials.SelectMany(credential => credential.Open.FindAll(live => live.Market == market)));
        market.External.SetLevel(side, price.Units, size.Units);
        _life.WatchTick(market);
    }

    /// <summary>A winner known from a recording, instead of one computed from the oracle; told when the result is due, at once where that is past.</summary>
    public void DeclareWinner(ListingId listing, Outcome winner) => _life.Declare(Market(listing), winner);

    /// <summary>
    /// One beat of the dead-man switch. The empty id starts a chain; the answer is the id for the next beat.
    /// A wrong id is refused and the expected one is told; a revoked credential is refused and told nothing.
    /// </summary>
    public (bool Accepted, string NextId) Heartbeat(CredentialId credential, string id) => _deadMan.Beat(_credentials[credential.Slot], id);

    /// <summary>
    /// Places an order of the order flow, price and side in Up terms, any price from 0.0001 to 0.9999. What crosses matches at
    /// once (a trade by the flow); the rest rests behind what is there. <see cref="FlowOrder.None"/> where nothing rests or the
    /// listing takes no orders.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A price of 0 or 1, a size that is not positive or above 100 million shares.</exception>
    public FlowOrder PlaceFlow(ListingId listing, Side side, Price price, Size size) => _flow.Place(Market(listing), side, price, size);

    /// <summary>
    /// Takes from the book at once and never rests: <paramref name="side"/> and the limit are on the named token, so that the
    /// tape prints the token the taker traded. Returns the shares matched.
    /// </summary>
    public Size TakeFlow(ListingId listing, Outcome outcome, Side side, Price limit, Size size) =>
        _flow.Take(Market(listing), outcome, side, limit, size);

    /// <summary>Lowers a flow order's rest to <paramref name="rest"/>, keeping its place; false where it is gone or not above that.</summary>
    public bool ReduceFlow(FlowOrder order, Size rest) => _flow.Reduce(order, rest);

    /// <summary>Cancels a flow order and returns what was still resting: zero where it is gone already.</summary>
    public Size CancelFlow(FlowOrder order) => _flow.Cancel(order);

    /// <summary>What still rests of a flow order; zero where it is gone.</summary>
    public Size FlowRest(FlowOrder order) => _flow.Rest(order);

    /// <summary>Changes the grid of a listing for new orders; told as the venue's own change is.</summary>
    public void ChangeTick(ListingId listing, TickSize tick) => _life.ChangeTick(Market(listing), tick);

    /// <summary>Ends every resting order of every account, as a restart of the engine may.</summary>
    public void DropEveryOrder()
    {
        foreach (var credential in _credentials)
        {
            _cancellation.CancelAll(credential, static _ => true);
        }
    }

    /// <summary>The dead-man switch expects another id from now on; the next beat is refused and told it.</summary>
    public void RestartHeartbeats(CredentialId credential) => _deadMan.Restart(_credentials[credential.Slot]);

    /// <summary>Whether the order's price lies on its listing's grid.</summary>
    public bool IsOnGrid(NewOrder order) =>
        OrderPricing.AmountsAreSane(order) && OrderPricing.TryPrice(order, Market(order.Listing).Listing.TickSize, out _);

    /// <summary>The venue's words for an order that is not on the grid.</summary>
    public string OffGridText(NewOrder order) => Rejections.TickSize(order.Id, OrderPricing.PriceText(order), Market(order.Listing).Listing.TickSize);

    /// <summary>Decides each trade's way to settlement; null leaves it to the exchange's own draws, which are made all the same.</summary>
    public void DecideFates(Func<VenueTrade, SettlementFate?> fateOf) => _venue.FateOf = fateOf;

    /// <summary>Asked when a result is due: how much later it is told. Zero is now, null is never.</summary>
    public void HoldResults(Func<Listing, Duration?> hold) => _venue.HoldResult = hold;

    private ListingState Market(ListingId listing) =>
        _life.Find(listing) ?? throw new ArgumentException($"There is no listing {listing.Slot}.", nameof(listing));
}
