using System.Numerics;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Exchange.Contract;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Relayer;

/// <summary>
/// A node's JSON-RPC: chain id, blocks, gas money, the calls that tell balances, approvals and results, and transactions with
/// their receipts.
/// </summary>
internal sealed class NodeRoutes(ExchangeVenue exchange, TransactionPool pool, Func<WalletAddress, AccountId?> accountOf)
{
    private const long ChainId = 137;
    private const long SecondsPerBlock = 2;
    private const long MethodNotFound = -32601;
    private const long Reverted = 3;
    private const long Refused = -32000;

    /// <summary>Ten of the native coin: enough for any test.</summary>
    private static readonly BigInteger GasMoney = BigInteger.Parse("10000000000000000000");

    private static readonly BigInteger Unlimited = (BigInteger.One << 256) - 1;

    public VenueResponse Answer(Timestamp now, VenueRequest request) => JsonInput.Read<VenueResponse?>(request.Body.Span, root =>
    {
        var id = root.Member("id") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : 0;
        var parameters = root.Member("params");
        try
        {
            return Answer(id, now, root.Text("method") ?? "", parameters is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : []);
        }
        catch (Exception unreadable) when (unreadable is FormatException or OverflowException or ArgumentException)
        {
            return Error(id, Reverted, "execution reverted: " + unreadable.Message);
        }
    }) ?? VenueResponse.Error(400, "parse error");

    /// <summary>A block every two seconds since 1970.</summary>
    public static long Block(Timestamp now) => now.Seconds / SecondsPerBlock;

    private VenueResponse Answer(long id, Timestamp now, string method, JsonElement[] parameters) => (method, parameters.Length) switch
    {
        ("eth_chainId", _) => Text(id, Quantity(ChainId)),
        ("eth_blockNumber", _) => Text(id, Quantity(Block(now))),
        ("eth_getBlockByNumber", _) => LatestBlock(id, now),
        ("eth_getBalance", _) => Text(id, Quantity(GasMoney)),
        ("eth_call", > 0) => Call(id, parameters[0]),
        ("eth_getTransactionCount", > 1) => Text(id, Quantity(pool.Count(Address(parameters[0]), BlockOf(parameters[1])))),
        ("eth_estimateGas", > 0) => pool.Refusal(Address(parameters[0].Member("from")), CallOf(parameters[0])) is { } refusal
            ? Error(id, refusal.StartsWith("execution", StringComparison.Ordinal) ? Reverted : Refused, refusal)
            : Text(id, "0x30d40"),
        ("eth_sendRawTransaction", > 0) => Send(id, now, SentTransaction.Read(Hex(parameters[0].GetString()))),
        ("eth_getTransactionReceipt", > 0) => Receipt(id, parameters[0].GetString() ?? ""),
        _ => Error(id, MethodNotFound, "the method does not exist or is not available"),
    };

    private VenueResponse Send(long id, Timestamp now, SentTransaction transaction) =>
        pool.Send(now, transaction) is { } refusal ? Error(id, Refused, refusal) : Text(id, transaction.Hash.ToString());

    private VenueResponse Receipt(long id, string hash) => Result(id, writer =>
    {
        if (Hash256.TryParse(System.Text.Encoding.ASCII.GetBytes(hash), out var parsed) && pool.Find(parsed) is { } mined)
        {
            ReceiptText.Write(writer, mined);
        }
        else
        {
            writer.WriteNull("result");
        }
    });

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
        var (target, data) = CallOf(call);
        return Read(target, new CallData(data)) is { } number ? Text(id, "0x" + Word(number)) : Error(id, Reverted, "execution reverted");
    }

    private static WalletCall CallOf(JsonElement call) => new(Address(call.Member("to")), Hex(call.Text("data")));

    private static WalletAddress Address(JsonElement? element) =>
        element is { ValueKind: JsonValueKind.String } text && WalletAddress.TryParse(text.GetString(), out var address) ? address : throw new FormatException("no address");

    private static byte[] Hex(string? text) =>
        text is not null && text.StartsWith("0x", StringComparison.Ordinal) ? Convert.FromHexString(text.AsSpan(2)) : throw new FormatException("no data");

    private static long BlockOf(JsonElement tag) => tag.GetString() is { } text && text.StartsWith("0x", StringComparison.Ordinal)
        ? long.Parse(text.AsSpan(2), System.Globalization.NumberStyles.AllowHexSpecifier)
        : long.MaxValue;

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
