using System.Numerics;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Relayer;

/// <summary>A node's JSON-RPC for reading: chain id, blocks, gas money, and the calls that tell balances, approvals and results.</summary>
internal sealed class NodeRoutes(ExchangeVenue exchange, Func<WalletAddress, AccountId?> accountOf)
{
    private const long ChainId = 137;
    private const long SecondsPerBlock = 2;
    private const long MethodNotFound = -32601;
    private const long Reverted = 3;

    /// <summary>Ten of the native coin: enough for any test.</summary>
    private static readonly BigInteger GasMoney = BigInteger.Parse("10000000000000000000");

    private static readonly BigInteger Unlimited = (BigInteger.One << 256) - 1;

    public VenueResponse Answer(Timestamp now, VenueRequest request) => JsonInput.Read<VenueResponse?>(request.Body.Span, root =>
    {
        var id = root.Member("id") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : 0;
        var parameters = root.Member("params");
        try
        {
            return root.Text("method") switch
            {
                "eth_chainId" => Text(id, Quantity(ChainId)),
                "eth_blockNumber" => Text(id, Quantity(Block(now))),
                "eth_getBlockByNumber" => LatestBlock(id, now),
                "eth_getBalance" => Text(id, Quantity(GasMoney)),
                "eth_call" when parameters is { } list && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0 => Call(id, list[0]),
                _ => Error(id, MethodNotFound, "the method does not exist or is not available"),
            };
        }
        catch (FormatException unreadable)
        {
            return Error(id, Reverted, "execution reverted: " + unreadable.Message);
        }
    }) ?? VenueResponse.Error(400, "parse error");

    private static long Block(Timestamp now) => now.Seconds / SecondsPerBlock;

    private static VenueResponse LatestBlock(long id, Timestamp now) => Result(id, writer =>
    {
        writer.WriteStartObject("result");
        writer.WriteString("number", Quantity(Block(now)));
        writer.WriteString("timestamp", Quantity(Block(now) * SecondsPerBlock));
        writer.WriteString("baseFeePerGas", Quantity(30_000_000_000));
        writer.WriteEndObject();
    });

    private VenueResponse Call(long id, JsonElement call)
    {
        if (!WalletAddress.TryParse(call.Text("to"), out var target) || call.Text("data") is not { } text || !text.StartsWith("0x", StringComparison.Ordinal))
        {
            return Error(id, -32602, "invalid argument");
        }

        return Read(target, new CallData(Convert.FromHexString(text.AsSpan(2)))) is { } number
            ? Text(id, "0x" + Word(number))
            : Error(id, Reverted, "execution reverted");
    }

    private BigInteger? Read(WalletAddress target, CallData data)
    {
        if (target == ChainAddresses.Collateral)
        {
            return data.Calls("balanceOf(address)") ? accountOf(data.Address(0)) is { } account ? exchange.Collateral(account).Micros : 0
                : data.Calls("allowance(address,address)") ? Unlimited
                : null;
        }

        if (target != ChainAddresses.ConditionalTokens && target != ChainAddresses.PositionManager)
        {
            return null;
        }

        return data.Calls("balanceOf(address,uint256)") ? TokenBalance(data.Address(0), data.Number(1).ToString())
            : data.Calls("isApprovedForAll(address,address)") ? BigInteger.One
            : data.Calls("payoutDenominator(bytes32)") ? Market(data)?.Winner is null ? 0 : 1
            : data.Calls("payoutNumerators(bytes32,uint256)") ? Market(data)?.Winner == (Outcome)(int)data.Amount(1) ? 1 : 0
            : null;
    }

    private BigInteger TokenBalance(WalletAddress owner, string token)
    {
        if (accountOf(owner) is not { } account)
        {
            return 0;
        }

        foreach (var listing in exchange.Listings)
        {
            foreach (var outcome in (ReadOnlySpan<Outcome>)[Outcome.Up, Outcome.Down])
            {
                if (listing.Spec.TokenId(outcome) == token)
                {
                    return exchange.Tokens(account, listing.Id, outcome).Units;
                }
            }
        }

        return 0;
    }

    private Listing? Market(CallData data)
    {
        var condition = data.Hash(0).ToString();
        return exchange.Listings.FirstOrDefault(listing => string.Equals(listing.Spec.ConditionId, condition, StringComparison.OrdinalIgnoreCase));
    }

    private static VenueResponse Text(long id, string result) => Result(id, writer => writer.WriteString("result", result));

    private static VenueResponse Error(long id, long code, string text) => Result(id, writer =>
    {
        writer.WriteStartObject("error");
        writer.WriteNumber("code", code);
        writer.WriteString("message", text);
        writer.WriteEndObject();
    });

    private static VenueResponse Result(long id, Action<Utf8JsonWriter> content) => VenueResponse.Ok(Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("jsonrpc", "2.0");
        writer.WriteNumber("id", id);
        content(writer);
        writer.WriteEndObject();
    }));

    private static string Quantity(BigInteger number) => "0x" + (number.ToString("x").TrimStart('0') is { Length: > 0 } digits ? digits : "0");

    private static string Word(BigInteger number) => number.ToString("x").TrimStart('0').PadLeft(64, '0');
}
