using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Exchange;

/// <summary>The exchange: books, matching, accounts, settlement. Pure: time is an argument, randomness is injected, no I/O.</summary>
public sealed class ExchangeVenue
{
    public ExchangeVenue(ExchangeOptions options, DeterministicRandom random, IExchangeListener listener)
    {
        Options = options;
        _ = random;
        _ = listener;
    }

    public ExchangeOptions Options { get; }

    public Timestamp Now { get; private set; }

    /// <summary>The next moment at which something is due (held taker, settlement step, agent, price, sweep, resolution).</summary>
    public Timestamp NextDue => throw new InvalidOperationException("not yet");

    /// <summary>Does everything due up to and including <paramref name="now"/>, in time order.</summary>
    public void AdvanceTo(Timestamp now) => throw new InvalidOperationException("not yet");

    /// <summary>Attaches what trades besides the accounts and moves the underlying: generated agents or a recording.</summary>
    public void Attach(IOrderFlow flow) => throw new InvalidOperationException("not yet");

    public AccountId OpenAccount(Money collateral) => throw new InvalidOperationException("not yet");

    public CredentialId OpenCredential(AccountId account) => throw new InvalidOperationException("not yet");

    /// <summary>A deleted credential can do nothing any more; its orders stay until cancelled or swept.</summary>
    public void RevokeCredential(CredentialId credential) => throw new InvalidOperationException("not yet");

    public AccountId AccountOf(CredentialId credential) => throw new InvalidOperationException("not yet");

    public Money Collateral(AccountId account) => throw new InvalidOperationException("not yet");

    public Money CollateralAllowance(AccountId account) => throw new InvalidOperationException("not yet");

    public void SetCollateralAllowance(AccountId account, Money allowance) => throw new InvalidOperationException("not yet");

    /// <summary>Tokens that have settled (confirmed) and can be sold.</summary>
    public Size Tokens(AccountId account, ListingId listing, Outcome outcome) => throw new InvalidOperationException("not yet");

    public Listing List(MarketSpec spec, bool takerDelay) => throw new InvalidOperationException("not yet");

    public IReadOnlyList<Listing> Listings => throw new InvalidOperationException("not yet");

    /// <summary>Copies the levels of one side of the unified book, in Up terms, best first.</summary>
    public int CopyLevels(ListingId listing, Side side, Span<Engine.Inputs.BookLevel> destination) => throw new InvalidOperationException("not yet");

    /// <summary>Takes an order in; the outcome comes through the listener under <paramref name="ticket"/>.</summary>
    public void Place(NewOrder order, PlacementTicket ticket) => throw new InvalidOperationException("not yet");

    public CancelOutcome Cancel(CredentialId credential, Hash256 order) => throw new InvalidOperationException("not yet");

    /// <summary>Cancels every live order of the credential, of one market and token where named.</summary>
    public IReadOnlyList<CancelOutcome> CancelAll(CredentialId credential, ListingId? listing = null, Outcome? outcome = null) => throw new InvalidOperationException("not yet");

    /// <summary>The order, live or not, where it belongs to this credential.</summary>
    public VenueOrder? Find(CredentialId credential, Hash256 order) => throw new InvalidOperationException("not yet");

    public IEnumerable<VenueOrder> OpenOrders(CredentialId credential) => throw new InvalidOperationException("not yet");

    /// <summary>Trades any credential of the account took part in, newest first.</summary>
    public IEnumerable<VenueTrade> Trades(AccountId account) => throw new InvalidOperationException("not yet");

    /// <summary>
    /// One observation of the underlying's spot by the oracle. The exchange keeps the 60 s average, publishes both after the
    /// publication lag, and settles its listings from them.
    /// </summary>
    public void ObserveUnderlying(string asset, OraclePrice spot, Timestamp observed) => throw new InvalidOperationException("not yet");

    /// <summary>
    /// Liquidity that is displayed but belongs to no account (a recording's book): total size at one level, in Up terms.
    /// Orders of accounts queue behind it and are filled conservatively.
    /// </summary>
    public void SetExternalLevel(ListingId listing, Side side, Price price, Size size) => throw new InvalidOperationException("not yet");

    /// <summary>A winner known from a recording, instead of one computed from the oracle.</summary>
    public void DeclareWinner(ListingId listing, Outcome winner) => throw new InvalidOperationException("not yet");

    /// <summary>
    /// One beat of the dead-man switch. The empty id starts a chain; the answer is the id for the next beat.
    /// A wrong id is refused and the expected one is told.
    /// </summary>
    public (bool Accepted, string NextId) Heartbeat(CredentialId credential, string id) => throw new InvalidOperationException("not yet");
}

/// <summary>What trades besides the accounts, and what moves the underlying.</summary>
public interface IOrderFlow
{
    /// <summary>The next moment the flow acts.</summary>
    Timestamp NextDue { get; }

    /// <summary>Acts at that moment.</summary>
    void Act(Timestamp now);
}

/// <summary>Settings of the exchange.</summary>
public sealed record ExchangeOptions
{
}
