using System.Buffers;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Rpc;

/// <summary>A JSON-RPC request of an Ethereum node (execution-apis specification), before it is numbered and addressed.</summary>
public sealed class RpcRequest
{
    private readonly string _method;
    private readonly Action<Utf8JsonWriter> _parameters;

    private RpcRequest(string method, Action<Utf8JsonWriter> parameters)
    {
        _method = method;
        _parameters = parameters;
    }

    public static RpcRequest ChainId() => new("eth_chainId", static _ => { });

    /// <summary>Number, time, hash and base fee of the newest block.</summary>
    public static RpcRequest LatestBlock() => new("eth_getBlockByNumber", static writer =>
    {
        writer.WriteStringValue("latest");
        writer.WriteBooleanValue(false);
    });

    /// <summary>The native coin an account pays gas with, in wei.</summary>
    public static RpcRequest GasBalance(EthereumAddress account) => new("eth_getBalance", writer =>
    {
        writer.WriteStringValue(account.ToString());
        writer.WriteStringValue("latest");
    });

    /// <summary>How many transactions of the account were mined up to a block; null is the newest.</summary>
    public static RpcRequest TransactionCount(EthereumAddress account, long? block) => new("eth_getTransactionCount", writer =>
    {
        writer.WriteStringValue(account.ToString());
        writer.WriteStringValue(block is { } number ? HexText.Quantity(number) : "latest");
    });

    /// <summary>What a call would answer now.</summary>
    public static RpcRequest Call(EthereumAddress target, ReadOnlyMemory<byte> data) => new("eth_call", writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("to", target.ToString());
        writer.WriteString("data", HexText.Data(data.Span));
        writer.WriteEndObject();
        writer.WriteStringValue("latest");
    });

    /// <summary>The gas a call would need; an error where it would revert.</summary>
    public static RpcRequest EstimateGas(EthereumAddress from, ChainCall call) => new("eth_estimateGas", writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("from", from.ToString());
        if (call.Target is { } target)
        {
            writer.WriteString("to", target.ToString());
        }

        writer.WriteString("data", HexText.Data(call.Data.Span));
        writer.WriteEndObject();
    });

    public static RpcRequest SendTransaction(ReadOnlyMemory<byte> signed) =>
        new("eth_sendRawTransaction", writer => writer.WriteStringValue(HexText.Data(signed.Span)));

    public static RpcRequest Receipt(Hash256 transaction) =>
        new("eth_getTransactionReceipt", writer => writer.WriteStringValue(transaction.ToString()));

    /// <summary>The HTTP call that carries the request; the outcome's number proves that the answer is to this request.</summary>
    public HttpCall To(long id, int endpoint, Duration timeout)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("jsonrpc", "2.0");
            writer.WriteNumber("id", id);
            writer.WriteString("method", _method);
            writer.WriteStartArray("params");
            _parameters(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return new HttpCall
        {
            Id = id,
            Service = (VenueService)((int)VenueService.FirstNode + endpoint),
            Method = "POST",
            PathAndQuery = "",
            Body = buffer.WrittenMemory,
            Timeout = timeout,
        };
    }
}
