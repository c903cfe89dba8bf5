using System.Numerics;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Abi;
using PolyCloud.Polymarket.Chain.Approvals;
using PolyCloud.Polymarket.Chain.ConditionalTokens;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.Inventory;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Chain.Transactions;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Scenarios.Chain;

/// <summary>
/// A node behind two doors, the real conditional-tokens contract on it in the collateral adapter's place, a dollar, a prepared
/// condition, and a trader with 1 000 dollars; all put there by this client.
/// </summary>
internal sealed class EvmScene : IAsyncDisposable
{
    private readonly NodePort[] _doors;
    private readonly PrivateKey _traderKey = PrivateKey.FromHex(EvmNode.FirstKey);
    private readonly PrivateKey _issuerKey = PrivateKey.FromHex(EvmNode.SecondKey);

    private EvmScene(EvmNode node)
    {
        Node = node;
        _doors = [NodePort.To(node.Port), NodePort.To(node.Port)];
        Driver = new ChainDriver(new Dictionary<VenueService, Uri>
        {
            [VenueService.FirstNode] = new($"http://127.0.0.1:{_doors[0].Port}"),
            [VenueService.SecondNode] = new($"http://127.0.0.1:{_doors[1].Port}"),
        });
        Endpoints = new RpcEndpoints(new RpcOptions { Endpoints = 2, Timeout = Duration.FromSeconds(2) });
        Trader = Session(_traderKey);
        Issuer = Session(_issuerKey);
        Question = Hash256.FromBytes(Keccak256.HashText("Up or Down?"));
    }

    public EvmNode Node { get; }

    public ChainDriver Driver { get; }

    public RpcEndpoints Endpoints { get; }

    public TransactionSession Trader { get; }

    /// <summary>Issues the dollar, and is the oracle.</summary>
    public TransactionSession Issuer { get; }

    public ContractAddresses Contracts { get; private set; } = new();

    public Hash256 Question { get; }

    public Hash256 Condition => ConditionalTokenIds.Condition(_issuerKey.Address, Question);

    public EthereumAddress TraderAddress => _traderKey.Address;

    public EthereumAddress IssuerAddress => _issuerKey.Address;

    public static async Task<EvmScene> OpenAsync()
    {
        var scene = new EvmScene(await EvmNode.StartAsync());
        await scene.PrepareAsync();
        return scene;
    }

    public InventoryOperation Sets(InventoryAction action, long shares) =>
        new(0, action, InventoryRoute.CollateralAdapter, Condition, Size.Shares(shares), Size.Shares(shares));

    public long Start(InventoryOperation operation) => Driver.Start(Trader, InventoryPlan.For(operation, Contracts));

    /// <summary>Shuts the door the client would take next; returns its number.</summary>
    public int KillPreferredEndpoint()
    {
        var preferred = Endpoints.Choose(new Timestamp(long.MaxValue - 1), 0);
        _doors[preferred].Kill();
        return preferred;
    }

    /// <summary>The node's own answer to a call, past the client.</summary>
    public async Task<BigInteger> ReadAsync(EthereumAddress target, byte[] data)
    {
        var text = (await Node.AskAsync("eth_call", new { to = target.ToString(), data = HexText.Data(data) }, "latest")).GetString()!;
        return new BigInteger(Convert.FromHexString(text.AsSpan(2)), isUnsigned: true, isBigEndian: true);
    }

    public async Task<(long Dollars, long Up, long Down)> BalancesAsync() =>
    (
        (long)await ReadAsync(Contracts.Collateral, TokenCalls.Balance(TraderAddress)) / 1_000_000,
        (long)await ReadAsync(Contracts.ConditionalTokens, TokenCalls.TokenBalance(TraderAddress, Token(Outcome.Up))) / 1_000_000,
        (long)await ReadAsync(Contracts.ConditionalTokens, TokenCalls.TokenBalance(TraderAddress, Token(Outcome.Down))) / 1_000_000
    );

    public UInt256 Token(Outcome outcome) => ConditionalTokenIds.Token(Contracts.TokenCollateral, Condition, outcome);

    public async ValueTask DisposeAsync()
    {
        await Driver.DisposeAsync();
        foreach (var door in _doors)
        {
            await door.DisposeAsync();
        }

        await Node.DisposeAsync();
        _traderKey.Dispose();
        _issuerKey.Dispose();
    }

    private TransactionSession Session(PrivateKey key)
    {
        var session = new TransactionSession(
            new TransactionOptions
            {
                PollPause = Duration.FromMilliseconds(300),
                StuckAfter = Duration.FromSeconds(4),
                Confirmations = 2,
            },
            new GasPolicy { MaximumGas = 8_000_000 }, Endpoints, key, Driver);
        Driver.Add(session);
        return session;
    }

    private async Task PrepareAsync()
    {
        var tokens = Driver.Start(Trader, TestContracts.DeployConditionalTokens());
        var dollar = Driver.Start(Issuer, TestContracts.DeployDollar());
        var contract = (await Driver.ConfirmedAsync(tokens)).Receipt!.Deployed!.Value;
        var collateral = (await Driver.ConfirmedAsync(dollar)).Receipt!.Deployed!.Value;
        Contracts = Contracts with { ConditionalTokens = contract, CollateralAdapter = contract, Collateral = collateral, TokenCollateral = collateral };
        var approval = new Approval(collateral, contract, false, "conditional tokens");
        Driver.Start(Issuer, TestContracts.Mint(collateral, TraderAddress, Money.Dollars(1_000)));
        var prepared = Driver.Start(Issuer, TestContracts.Call(contract, ConditionalTokensCalls.Prepare(IssuerAddress, Question)));

        var check = new ApprovalCheck(Endpoints, TraderAddress, [approval]);
        await Driver.RunAsync(check.Start, (now, id, outcome, outbox) => check.Completed(now, id, outcome, outbox), () => check.IsDone);
        var missing = Assert.Single(check.Missing);
        await Driver.DoAsync(Trader, new(0, [missing.Grant()]));
        var again = new ApprovalCheck(Endpoints, TraderAddress, [approval]);
        await Driver.RunAsync(again.Start, (now, id, outcome, outbox) => again.Completed(now, id, outcome, outbox), () => again.IsDone);
        Assert.Empty(again.Missing);
        Assert.Empty(again.Unread);
        await Driver.ConfirmedAsync(prepared);
    }
}
