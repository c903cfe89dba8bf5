using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.External;
using PolyCloud.Exchange.Matching;

namespace PolyCloud.Exchange.Listings;

/// <summary>A listing with its book and what the exchange alone knows of it.</summary>
internal sealed class ListingState(Listing listing, BookPool books)
{
    private UnifiedBook? _book;
    private long _flowUp;
    private long _flowDown;

    internal Listing Listing { get; } = listing;

    internal ListingId Id => Listing.Id;

    internal MarketSpec Spec => Listing.Spec;

    /// <summary>Taken from the pool at first use: markets are listed long before anybody trades them.</summary>
    internal UnifiedBook Book => _book ??= books.Take();

    /// <summary>Set once a recording displays its liquidity here.</summary>
    internal ExternalLiquidity? External { get; set; }

    /// <summary>The oracle's value at the open; told to the public later as <see cref="Contract.Listing.PriceToBeat"/>.</summary>
    internal OraclePrice? Strike { get; set; }

    /// <summary>The oracle's value at the close.</summary>
    internal OraclePrice? Final { get; set; }

    /// <summary>A winner known from a recording; it overrides the oracle.</summary>
    internal Outcome? DeclaredWinner { get; set; }

    /// <summary>When the result may be told.</summary>
    internal required Timestamp ResolvesAt { get; set; }

    internal bool IsResolved => Listing.Winner is not null;

    internal long FlowTokens(Outcome outcome) => outcome == Outcome.Up ? _flowUp : _flowDown;

    internal void AddFlowTokens(Outcome outcome, long shares)
    {
        if (outcome == Outcome.Up)
        {
            _flowUp += shares;
        }
        else
        {
            _flowDown += shares;
        }
    }

    internal void ClearFlowTokens()
    {
        _flowUp = 0;
        _flowDown = 0;
    }

    internal void ReleaseBook()
    {
        if (_book is not null)
        {
            books.Return(_book);
            _book = null;
        }
    }
}
