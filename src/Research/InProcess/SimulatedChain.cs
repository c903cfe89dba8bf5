using PolyCloud.ContainerWorker.Inventory;
using PolyCloud.Engine;
using PolyCloud.Polymarket.Chain.Relayer;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Research.InProcess;

/// <summary>
/// How a simulated run reaches the simulated chain: by the relayer, without gas, for the account of the key itself, which the
/// simulator takes for its deposit wallet. The simulated node is asked for results.
/// </summary>
public static class SimulatedChain
{
    public static ChainAccess Of(PrivateKey key) =>
        ChainAccess.Relayed(key, new RelayedWallet(RelayedWalletKind.Deposit, key.Address), new RelayerKey("simulated", key.Address)) with { Endpoints = new RpcEndpoints(new RpcOptions()) };

    /// <summary>What simulated runs begin from: complete sets are merged, through the relayer.</summary>
    public static EngineOptions WithInventory(EngineOptions engine) =>
        engine with { Inventory = engine.Inventory with { Enabled = true, Gasless = true } };
}
