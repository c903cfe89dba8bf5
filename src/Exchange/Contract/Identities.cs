namespace PolyCloud.Exchange.Contract;

/// <summary>A wallet at the exchange.</summary>
public readonly record struct AccountId(int Slot);

/// <summary>An API credential of a wallet. Orders, cancels and heartbeats are scoped to it.</summary>
public readonly record struct CredentialId(int Slot)
{
    /// <summary>Stands for the order flow and recorded liquidity in trades: nobody's credential.</summary>
    public static CredentialId Flow => new(-1);
}

/// <summary>A listed market, dense from 0.</summary>
public readonly record struct ListingId(int Slot);

/// <summary>The caller's number of a placement; its outcome comes back under it.</summary>
public readonly record struct PlacementTicket(long Number);
