using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Accounts;

namespace PolyCloud.Simulator.DataApi;

/// <summary>A wallet's dealings in one token: from its trades at average cost, failed ones left out; what is held from its balance.</summary>
internal sealed class Position(ListingId listing, Outcome outcome)
{
    // Micro-shares and micro-dollars.
    private long _carried;
    private long _cost;

    public ListingId Listing { get; } = listing;

    public Outcome Outcome { get; } = outcome;

    /// <summary>Micro-shares on the chain now.</summary>
    public long Held { get; private set; }

    public long Bought { get; private set; }

    public long Spent { get; private set; }

    public long Fees { get; private set; }

    public long Realized { get; private set; }

    public long Carried => _carried;

    public long CostOfCarried => _cost;

    public Timestamp LastEvent { get; private set; }

    public static List<Position> Of(AccountId account, ExchangeVenue exchange, CredentialDirectory credentials)
    {
        var positions = new Dictionary<(ListingId, Outcome), Position>();
        foreach (var fill in WalletFill.Of(account, exchange, credentials).Where(fill => fill.Trade.Status != FillStatus.Failed).Reverse())
        {
            if (!positions.TryGetValue((fill.Trade.Listing, fill.Outcome), out var position))
            {
                positions[(fill.Trade.Listing, fill.Outcome)] = position = new Position(fill.Trade.Listing, fill.Outcome);
            }

            position.Add(fill);
        }

        foreach (var position in positions.Values)
        {
            position.Held = exchange.Tokens(account, position.Listing, position.Outcome).Units;
        }

        return [.. positions.Values.OrderByDescending(position => position.LastEvent.Micros)];
    }

    /// <summary>Micro-dollars of profit at this price of the token, closed and open together.</summary>
    public long Profit(long priceUnits, int scale) => Realized + Unrealized(priceUnits, scale);

    public long Unrealized(long priceUnits, int scale) => (_carried * priceUnits / scale) - _cost;

    private void Add(WalletFill fill)
    {
        LastEvent = fill.Trade.MatchTime;
        var (shares, amount) = (fill.Size.Units, fill.Amount.Micros);
        Fees += fill.Fee.Micros;
        if (fill.Side == Side.Buy)
        {
            _carried += shares;
            _cost += amount + fill.Fee.Micros;
            Bought += shares;
            Spent += amount;
            return;
        }

        // Sold tokens beyond those bought came from splits, at half a dollar each.
        var bought = Math.Min(shares, _carried);
        var cost = _carried == 0 ? 0 : (long)((Int128)_cost * bought / _carried);
        Realized += amount - fill.Fee.Micros - cost - ((shares - bought) / 2);
        _carried -= bought;
        _cost -= cost;
    }
}
