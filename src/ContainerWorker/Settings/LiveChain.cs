using PolyCloud.ContainerWorker.Inventory;
using PolyCloud.Engine;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Relayer;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.ContainerWorker.Settings;

/// <summary>How a wallet with real money reaches the chain: its own account by a node, every other wallet by the relayer.</summary>
/// <param name="Relayer">Null where no relayer key is given.</param>
/// <param name="NativeCoin">What one native coin costs, for gas in dollars.</param>
public sealed record LiveChain(VenueAddresses Addresses, RelayerKey? Relayer, Money NativeCoin)
{
    public ChainAccess Of(TradingWallet wallet) => ChainAccess.Of(
        wallet,
        Addresses.Relayer is null ? null : Relayer,
        Addresses.Nodes.Count == 0 ? null : new RpcEndpoints(new RpcOptions { Endpoints = Addresses.Nodes.Count }),
        NativeCoin);

    /// <summary>The engine's options as they fit the wallet: whoever pays the gas decides from how many pairs on merging is worth it.</summary>
    /// <exception cref="SigningException">Operations on chain are asked for and this wallet has no means for them; the field names what is missing.</exception>
    public EngineOptions Fit(EngineOptions engine, TradingWallet wallet)
    {
        if (!engine.Inventory.Enabled)
        {
            return engine;
        }

        var isOwn = wallet.Type == SignatureType.ExternallyOwnedAccount;
        return Of(wallet).Session is not null
            ? engine with { Inventory = engine.Inventory with { Gasless = !isOwn } }
            : isOwn ? throw new SigningException("engine.inventory.enabled is true, but the account reaches no node: set venue.nodes.") { Field = "venue.nodes" }
            : throw new SigningException($"engine.inventory.enabled is true, but the wallet needs the relayer: set {RelayerIdentity.KeyVariable} (and venue.relayer).") { Field = RelayerIdentity.KeyVariable };
    }
}
