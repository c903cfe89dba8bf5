using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.Relayer;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Chain.Sessions;
using PolyCloud.Polymarket.Chain.Transactions;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.ContainerWorker.Inventory;

/// <summary>How a node reaches the chain: who carries its operations there, and whom it asks how a market paid.</summary>
public sealed record ChainAccess
{
    public ContractAddresses Contracts { get; init; } = new();

    /// <summary>Opens the way for operations; null where none are carried out.</summary>
    public Func<IChainEvents, IChainSession>? Session { get; init; }

    /// <summary>Nodes of the chain; null where there are none, then the chain is no source of resolutions.</summary>
    public RpcEndpoints? Endpoints { get; init; }

    /// <summary>Nodes that must agree on a result. 1 to the number of nodes.</summary>
    public int Quorum { get; init; } = 1;

    /// <summary>What one native coin of the chain costs, for gas in dollars; only where the wallet pays its own gas.</summary>
    public Money NativeCoin { get; init; }

    /// <summary>Through the relayer, which pays the gas.</summary>
    /// <param name="chainId">Of what is signed.</param>
    public static ChainAccess Relayed(PrivateKey key, RelayedWallet wallet, RelayerKey relayer, long chainId = ExchangeDomain.PolygonChainId)
    {
        var contracts = new ContractAddresses();
        var options = new RelayerOptions { ChainId = chainId };
        var requests = new RelayerRequests(relayer, key.Address, contracts);
        return new ChainAccess
        {
            Contracts = contracts,
            Session = events => new RelayerSession(options, wallet, requests, new RelayerSubmission(key, wallet, contracts, options), events),
        };
    }

    /// <summary>By transactions of the key's own account, which pays the gas.</summary>
    public static ChainAccess Own(PrivateKey key, RpcEndpoints endpoints, int quorum, Money nativeCoin, long chainId = ExchangeDomain.PolygonChainId) => new()
    {
        Endpoints = endpoints,
        Quorum = quorum,
        NativeCoin = nativeCoin,
        Session = events => new TransactionSession(new TransactionOptions { ChainId = chainId }, new GasPolicy(), endpoints, key, events),
    };

    /// <summary>The way that belongs to a wallet; operations are off where its means are missing.</summary>
    /// <param name="relayer">Needed by wallets that are no account of their own.</param>
    /// <param name="endpoints">Needed by the key's own account; for others a source of resolutions.</param>
    public static ChainAccess Of(TradingWallet wallet, RelayerKey? relayer, RpcEndpoints? endpoints, Money nativeCoin)
    {
        var quorum = endpoints is null ? 1 : Math.Min(2, endpoints.Health.Count);
        if (wallet.Type == SignatureType.ExternallyOwnedAccount)
        {
            return endpoints is null ? new ChainAccess() : Own(wallet.Key, endpoints, quorum, nativeCoin);
        }

        var access = relayer is null ? new ChainAccess() : Relayed(wallet.Key, new RelayedWallet(KindOf(wallet.Type), wallet.Funder), relayer);
        return access with { Endpoints = endpoints, Quorum = quorum };
    }

    private static RelayedWalletKind KindOf(SignatureType type) => type switch
    {
        SignatureType.Proxy => RelayedWalletKind.Proxy,
        SignatureType.GnosisSafe => RelayedWalletKind.Safe,
        _ => RelayedWalletKind.Deposit,
    };
}
