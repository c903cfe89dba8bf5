using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Delivery;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Relayer;

/// <summary>The relayer's endpoints and a node's, over the exchange's accounts.</summary>
internal sealed class ChainRoutes
{
    private readonly RelayerRoutes _relayer;
    private readonly NodeRoutes _node;

    /// <param name="accountOf">The account of a wallet, or null.</param>
    public ChainRoutes(ExchangeVenue exchange, RelayerOptions options, RelayerFaults faults, TimedActions actions, Func<WalletAddress, AccountId?> accountOf)
    {
        var execution = new ContractExecution(exchange);
        _relayer = new RelayerRoutes(new RelayerDesk(options, faults, execution, actions, accountOf), faults);
        _node = new NodeRoutes(exchange, new TransactionPool(options, execution, actions, accountOf), accountOf);
    }

    /// <summary>Null where the request is for neither.</summary>
    public VenueResponse? Handle(Timestamp now, VenueRequest request) =>
        request is { Method: "POST", Path: "" or "/" or "/rpc" } ? _node.Answer(now, request) : _relayer.Handle(now, request);
}
