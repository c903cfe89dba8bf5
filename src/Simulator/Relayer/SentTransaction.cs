using System.Numerics;
using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Relayer;

/// <summary>A signed transaction of type 2 (EIP-1559) as a node reads it, its sender recovered.</summary>
internal sealed record SentTransaction(WalletAddress Sender, long Nonce, BigInteger Tip, BigInteger Maximum, WalletCall Call, Hash256 Hash)
{
    private const byte FeeMarket = 2;
    private const int SignedFields = 9;
    private const int AllFields = 12;
    private const int FirstV = 27;

    /// <exception cref="FormatException">It is none, or of another chain.</exception>
    public static SentTransaction Read(byte[] raw)
    {
        if (raw.Length < 2 || raw[0] != FeeMarket)
        {
            throw new FormatException("transaction type not supported");
        }

        var fields = RlpReader.List(raw.AsSpan(1));
        if (fields.Count != AllFields || Number(fields[0].Content) != 137 || fields[5].Content.Length != 20 || Number(fields[9].Content) > 1 || Number(fields[1].Content) > int.MaxValue)
        {
            throw new FormatException("invalid transaction");
        }

        // What was signed is the list without the three parts of the signature.
        var signed = fields[SignedFields - 1].End;
        var content = raw.AsSpan(raw.Length - fields[^1].End, signed);
        var digest = Keccak256.Hash([FeeMarket, .. RlpReader.Head(signed), .. content]);
        var signature = new byte[65];
        signature[64] = (byte)(FirstV + (int)Number(fields[9].Content));
        Right(fields[10].Content).CopyTo(signature, 0);
        Right(fields[11].Content).CopyTo(signature, 32);
        if (!Secp256k1.TryRecover(digest, signature, out var sender))
        {
            throw new FormatException("invalid sender");
        }

        return new SentTransaction(
            sender, (long)Number(fields[1].Content), Number(fields[2].Content), Number(fields[3].Content),
            new WalletCall(WalletAddress.FromBytes(fields[5].Content), fields[7].Content), Hash256.FromBytes(Keccak256.Hash(raw)));
    }

    private static BigInteger Number(byte[] bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static byte[] Right(byte[] bytes) => bytes.Length <= 32 ? [.. new byte[32 - bytes.Length], .. bytes] : throw new FormatException("invalid signature");
}
