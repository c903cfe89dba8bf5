using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.DeadMan;
using PolyCloud.Exchange.Orders;

namespace PolyCloud.Exchange.Accounts;

/// <summary>An API credential: the scope of orders, cancels and heartbeats.</summary>
internal sealed class Credential(CredentialId id, Account account)
{
    /// <summary>Open orders a credential may have; a market maker on a few windows needs dozens.</summary>
    internal const int OpenOrdersMax = 5_000;

    internal CredentialId Id { get; } = id;

    internal Account Account { get; } = account;

    internal bool IsRevoked { get; set; }

    /// <summary>Its orders that rest, oldest first.</summary>
    internal List<LiveOrder> Open { get; } = [];

    internal HeartbeatChain Heartbeats { get; } = new();
}
