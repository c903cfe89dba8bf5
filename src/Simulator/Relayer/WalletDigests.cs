using System.Numerics;
using System.Text;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Relayer;

/// <summary>What an owner signs for each kind of wallet; computed here anew, so that the client's own computation is checked.</summary>
internal static class WalletDigests
{
    private const string CallType = "Call(address target,uint256 value,bytes data)";

    public static byte[] Deposit(WalletAddress wallet, BigInteger nonce, BigInteger deadline, IReadOnlyList<WalletCall> calls)
    {
        var domain = new TypedData("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)")
            .Text("DepositWallet").Text("1").Number(137).Address(wallet).Hash();
        var hashes = calls.SelectMany(static call => new TypedData(CallType).Address(call.Target).Number(0).Word(Keccak256.Hash(call.Data)).Hash()).ToArray();
        var batch = new TypedData("Batch(address wallet,uint256 nonce,uint256 deadline,Call[] calls)" + CallType)
            .Address(wallet).Number(nonce).Number(deadline).Word(Keccak256.Hash(hashes)).Hash();
        return TypedData.Digest(domain, batch);
    }

    public static byte[] Safe(WalletAddress safe, WalletAddress to, byte[] data, bool delegated, BigInteger nonce)
    {
        var domain = new TypedData("EIP712Domain(uint256 chainId,address verifyingContract)").Number(137).Address(safe).Hash();
        var transaction = new TypedData(
                "SafeTx(address to,uint256 value,bytes data,uint8 operation,uint256 safeTxGas,uint256 baseGas,uint256 gasPrice,address gasToken,address refundReceiver,uint256 nonce)")
            .Address(to).Number(0).Word(Keccak256.Hash(data)).Number(delegated ? 1 : 0)
            .Number(0).Number(0).Number(0).Address(default).Address(default).Number(nonce).Hash();
        return Message(TypedData.Digest(domain, transaction));
    }

    public static byte[] Proxy(WalletAddress owner, WalletAddress to, byte[] data, BigInteger gasLimit, BigInteger nonce, WalletAddress relay) => Message(Keccak256.Hash(
    [
        .. Encoding.ASCII.GetBytes("rlx:"), .. Bytes(owner), .. Bytes(to), .. data,
        .. Word(0), .. Word(0), .. Word(gasLimit), .. Word(nonce), .. Bytes(ChainAddresses.RelayHub), .. Bytes(relay),
    ]));

    private static byte[] Message(byte[] digest) => Keccak256.Hash([.. Encoding.UTF8.GetBytes("\u0019Ethereum Signed Message:\n32"), .. digest]);

    private static byte[] Bytes(WalletAddress address)
    {
        var bytes = new byte[20];
        address.WriteTo(bytes);
        return bytes;
    }

    private static byte[] Word(BigInteger number)
    {
        var digits = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - digits.Length], .. digits];
    }
}
