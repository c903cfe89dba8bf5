using System.Numerics;
using System.Text.Json;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Relayer;

/// <summary>What a client submits to the relayer, as far as it can be read.</summary>
/// <param name="Type">PROXY, SAFE, WALLET or WALLET-CREATE.</param>
/// <param name="Wallet">Whose wallet acts; the owner itself for a creation.</param>
/// <param name="Digest">What the owner had to sign.</param>
internal sealed record SubmittedTransaction(string Type, WalletAddress Owner, WalletAddress Wallet, BigInteger Nonce, IReadOnlyList<WalletCall> Calls, byte[] Digest, byte[] Signature, BigInteger? Deadline)
{
    /// <summary>Null where a field is missing or of another form.</summary>
    public static SubmittedTransaction? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonInput.Read(body, Read);
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The signature is the owner's, recovered.</summary>
    public bool IsSigned => Type == "WALLET-CREATE" || (Secp256k1.TryRecover(Digest, Signature, out var signer) && signer == Owner);

    private static SubmittedTransaction? Read(JsonElement root)
    {
        if (!WalletAddress.TryParse(root.Text("from"), out var owner) || !WalletAddress.TryParse(root.Text("to"), out var to))
        {
            return null;
        }

        if (root.Text("type") == "WALLET-CREATE")
        {
            return to == ChainAddresses.DepositWalletFactory ? new SubmittedTransaction("WALLET-CREATE", owner, owner, 0, [], [], [], null) : null;
        }

        if (!SignatureText.TryParse(root.Text("signature"), out var signature) || !TryNumber(root.Text("nonce"), out var nonce))
        {
            return null;
        }

        return root.Text("type") switch
        {
            "WALLET" => ReadDeposit(root, owner, nonce, signature),
            "SAFE" => ReadSafe(root, owner, to, nonce, signature),
            "PROXY" => ReadProxy(root, owner, to, nonce, signature),
            _ => null,
        };
    }

    private static SubmittedTransaction? ReadDeposit(JsonElement root, WalletAddress owner, BigInteger nonce, byte[] signature)
    {
        if (root.Member("depositWalletParams") is not { } parameters
            || !WalletAddress.TryParse(parameters.Text("depositWallet"), out var wallet)
            || !TryNumber(parameters.Text("deadline"), out var deadline)
            || parameters.Member("calls") is not { ValueKind: JsonValueKind.Array } list)
        {
            return null;
        }

        var calls = list.EnumerateArray().Select(static call => new WalletCall(
            WalletAddress.TryParse(call.Text("target"), out var target) ? target : throw new FormatException("target"), Hex(call.Text("data")))).ToList();
        return new SubmittedTransaction("WALLET", owner, wallet, nonce, calls, WalletDigests.Deposit(wallet, nonce, deadline, calls), signature, deadline);
    }

    private static SubmittedTransaction? ReadSafe(JsonElement root, WalletAddress owner, WalletAddress to, BigInteger nonce, byte[] signature)
    {
        if (!WalletAddress.TryParse(root.Text("proxyWallet"), out var wallet) || root.Member("signatureParams") is not { } parameters)
        {
            return null;
        }

        var data = Hex(root.Text("data"));
        var delegated = parameters.Text("operation") == "1";
        var calls = delegated && to == ChainAddresses.MultiSend ? CallData.Packed(new CallData(data).Bytes(0)) : [new WalletCall(to, data)];

        // A Safe marks a signature over a message for a person by a v that is 4 higher.
        signature[64] -= 4;
        return new SubmittedTransaction("SAFE", owner, wallet, nonce, calls, WalletDigests.Safe(wallet, to, data, delegated, nonce), signature, null);
    }

    private static SubmittedTransaction? ReadProxy(JsonElement root, WalletAddress owner, WalletAddress to, BigInteger nonce, byte[] signature)
    {
        if (to != ChainAddresses.ProxyFactory || !WalletAddress.TryParse(root.Text("proxyWallet"), out var wallet)
            || root.Member("signatureParams") is not { } parameters || !TryNumber(parameters.Text("gasLimit"), out var gasLimit)
            || !WalletAddress.TryParse(parameters.Text("relay"), out var relay) || relay != ChainAddresses.Relay)
        {
            return null;
        }

        var data = Hex(root.Text("data"));
        return new SubmittedTransaction("PROXY", owner, wallet, nonce, new CallData(data).ProxyCalls(), WalletDigests.Proxy(owner, to, data, gasLimit, nonce, relay), signature, null);
    }

    private static bool TryNumber(string? text, out BigInteger number)
    {
        number = default;
        return text is { Length: > 0 and <= 30 } && text.All(char.IsAsciiDigit) && BigInteger.TryParse(text, out number);
    }

    private static byte[] Hex(string? text) =>
        text is not null && text.StartsWith("0x", StringComparison.Ordinal) ? Convert.FromHexString(text.AsSpan(2)) : throw new FormatException("data");
}
