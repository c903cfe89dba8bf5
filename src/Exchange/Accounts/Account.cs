using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Contract;

namespace PolyCloud.Exchange.Accounts;

/// <summary>A wallet: what it owns, what is on its way, what its open orders keep aside.</summary>
internal sealed class Account(AccountId id, Money collateral)
{
    private readonly Dictionary<(int Listing, Outcome Outcome), Holding> _holdings = [];

    internal AccountId Id { get; } = id;

    /// <summary>Settled dollars: debited when a buy matches, credited when a sell is confirmed.</summary>
    internal Money Collateral { get; set; } = collateral;

    /// <summary>Proceeds of sells that are matched and not confirmed.</summary>
    internal Money Pending { get; set; }

    /// <summary>What the exchange may still take; <see cref="Unlimited"/> never shrinks, as with the token contract's approvals.</summary>
    internal Money Allowance { get; set; } = Unlimited;

    /// <summary>Kept aside for open and held buys.</summary>
    internal Money OpenBuys { get; set; }

    internal TradeHistory Trades { get; } = new();

    internal static Money Unlimited => new(long.MaxValue);

    /// <summary>What a further buy may cost.</summary>
    internal Money Available => (Collateral < Allowance ? Collateral : Allowance) - OpenBuys;

    internal Holding Holding(ListingId listing, Outcome outcome)
    {
        if (!_holdings.TryGetValue((listing.Slot, outcome), out var holding))
        {
            holding = new Holding();
            _holdings.Add((listing.Slot, outcome), holding);
        }

        return holding;
    }

    /// <summary>Spends allowance as the token contract does; a negative amount gives it back.</summary>
    internal void UseAllowance(Money amount)
    {
        if (Allowance != Unlimited)
        {
            Allowance -= amount;
        }
    }
}

/// <summary>Tokens of one outcome a wallet has, in micro-shares.</summary>
internal sealed class Holding
{
    /// <summary>Confirmed: can be sold.</summary>
    internal long Settled { get; set; }

    /// <summary>Bought in trades that are not confirmed.</summary>
    internal long Pending { get; set; }

    /// <summary>Kept aside for open and held sells.</summary>
    internal long OpenSells { get; set; }

    internal long Available => Settled - OpenSells;
}
