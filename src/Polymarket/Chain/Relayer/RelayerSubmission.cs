using System.Buffers;
using System.Globalization;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Chain.Rpc;
using PolyCloud.Polymarket.Chain.Sessions;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Relayer;

/// <summary>Signs calls for a wallet and writes the body the relayer takes. The body can be sent any number of times: its nonce is used once.</summary>
public sealed class RelayerSubmission(PrivateKey key, RelayedWallet wallet, ContractAddresses contracts, RelayerOptions options)
{
    private const string Zero = "0x0000000000000000000000000000000000000000";

    /// <param name="relay">The relay's address told with the nonce, for proxies.</param>
    public ChainAttempt Sign(Timestamp now, IReadOnlyList<ChainCall> calls, long nonce, EthereumAddress relay) => wallet.Kind switch
    {
        RelayedWalletKind.Proxy => Proxy(calls, nonce, relay),
        RelayedWalletKind.Safe => Safe(calls, nonce),
        _ => Deposit(now, calls, nonce),
    };

    private ChainAttempt Deposit(Timestamp now, IReadOnlyList<ChainCall> calls, long nonce)
    {
        var batch = new DepositWalletBatch(wallet.Address, options.ChainId, nonce, (now + options.BatchValidity).Seconds, calls);
        return Attempt(nonce, batch.Digest(), contracts.DepositWalletFactory, batch.Sign(key), writer =>
        {
            writer.WriteStartObject("depositWalletParams");
            writer.WriteString("depositWallet", wallet.Address.ToString());
            writer.WriteString("deadline", Text(batch.DeadlineSeconds));
            writer.WriteStartArray("calls");
            foreach (var call in calls)
            {
                writer.WriteStartObject();
                writer.WriteString("target", call.Target!.Value.ToString());
                writer.WriteString("value", "0");
                writer.WriteString("data", HexText.Data(call.Data.Span));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private ChainAttempt Safe(IReadOnlyList<ChainCall> calls, long nonce)
    {
        var transaction = SafeTransaction.For(wallet.Address, options.ChainId, nonce, calls, contracts.SafeMultiSend);
        return Attempt(nonce, transaction.Digest(), transaction.To, transaction.Sign(key), writer =>
        {
            writer.WriteString("proxyWallet", wallet.Address.ToString());
            writer.WriteString("data", HexText.Data(transaction.Data.Span));
            writer.WriteStartObject("signatureParams");
            writer.WriteString("gasPrice", "0");
            writer.WriteString("operation", transaction.IsDelegated ? "1" : "0");
            writer.WriteString("safeTxnGas", "0");
            writer.WriteString("baseGas", "0");
            writer.WriteString("gasToken", Zero);
            writer.WriteString("refundReceiver", Zero);
            writer.WriteEndObject();
        });
    }

    private ChainAttempt Proxy(IReadOnlyList<ChainCall> calls, long nonce, EthereumAddress relay)
    {
        var transaction = new ProxyTransaction(
            key.Address, contracts.ProxyFactory, ProxyTransaction.Encode(calls), options.ProxyGasLimit, nonce, contracts.RelayHub, relay);
        return Attempt(nonce, transaction.Digest(), transaction.To, transaction.Sign(key), writer =>
        {
            writer.WriteString("proxyWallet", wallet.Address.ToString());
            writer.WriteString("data", HexText.Data(transaction.Data.Span));
            writer.WriteStartObject("signatureParams");
            writer.WriteString("gasPrice", "0");
            writer.WriteString("gasLimit", Text(transaction.GasLimit));
            writer.WriteString("relayerFee", "0");
            writer.WriteString("relayHub", transaction.RelayHub.ToString());
            writer.WriteString("relay", relay.ToString());
            writer.WriteEndObject();
        });
    }

    private ChainAttempt Attempt(long nonce, in Hash256 digest, EthereumAddress to, byte[] signature, Action<Utf8JsonWriter> rest)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("type", wallet.Type);
            writer.WriteString("from", key.Address.ToString());
            writer.WriteString("to", to.ToString());
            writer.WriteString("nonce", Text(nonce));
            writer.WriteString("signature", HexText.Data(signature));
            rest(writer);
            writer.WriteEndObject();
        }

        return new ChainAttempt(nonce, digest, buffer.WrittenMemory, default);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
