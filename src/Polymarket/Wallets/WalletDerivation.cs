using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Wallets;

/// <summary>
/// Addresses of the wallets that the venue's factories make for a key's account. They follow from the account alone (CREATE2,
/// EIP-1014), so a funder can be checked before anything is signed.
/// </summary>
public static class WalletDerivation
{
    private const int Word = 32;

    private static readonly EthereumAddress ProxyFactory = EthereumAddress.Parse("0xaB45c5A4B0c941a2F231C04C3f49182e1A254052");
    private static readonly EthereumAddress SafeFactory = EthereumAddress.Parse("0xaacFeEa03eb1561C4e67d661e40682Bd20E3541b");
    private static readonly EthereumAddress DepositFactory = EthereumAddress.Parse("0x00000000000Fb5C9ADea0298D729A0CB3823Cc07");
    private static readonly byte[] ProxyCodeHash = Convert.FromHexString("d21df8dc65880a8606f09fe0ce3df9b8869287ab0b058be05aa9e8af6330a00b");
    private static readonly byte[] SafeCodeHash = Convert.FromHexString("2bce2127ff07fb632d16c8347c4ebf501f4841168bed00d9e6ef715ddb6fcecf");

    /// <summary>The proxy wallet (signature type 1): the salt is the hash of the account's 20 bytes.</summary>
    public static EthereumAddress Proxy(EthereumAddress owner)
    {
        Span<byte> bytes = stackalloc byte[EthereumAddress.Bytes];
        owner.WriteTo(bytes);
        return Create2(ProxyFactory, bytes, ProxyCodeHash);
    }

    /// <summary>The Safe (signature type 2): the salt is the hash of the account as a word.</summary>
    public static EthereumAddress Safe(EthereumAddress owner)
    {
        Span<byte> word = stackalloc byte[Word];
        owner.WriteWord(word);
        return Create2(SafeFactory, word, SafeCodeHash);
    }

    /// <summary>The deposit wallet (signature type 3) as the factory makes it now: a beacon proxy.</summary>
    public static EthereumAddress Deposit(EthereumAddress owner) => Deposit(owner, DepositWalletCode.BeaconHash);

    /// <summary>The deposit wallet as the factory made it first: a proxy that upgrades itself (UUPS).</summary>
    public static EthereumAddress LegacyDeposit(EthereumAddress owner) => Deposit(owner, DepositWalletCode.UpgradeableHash);

    /// <summary>Whether orders of this signature type may be paid by this funder.</summary>
    public static bool Matches(SignatureType type, EthereumAddress owner, EthereumAddress funder) => type switch
    {
        SignatureType.ExternallyOwnedAccount => funder == owner,
        SignatureType.Proxy => funder == Proxy(owner),
        SignatureType.GnosisSafe => funder == Safe(owner),
        SignatureType.DepositWallet => funder == Deposit(owner) || funder == LegacyDeposit(owner),
        _ => false,
    };

    private static EthereumAddress Deposit(EthereumAddress owner, Func<byte[], byte[]> codeHash)
    {
        var arguments = new byte[2 * Word];
        DepositFactory.WriteWord(arguments);
        owner.WriteWord(arguments.AsSpan(Word));
        return Create2(DepositFactory, arguments, codeHash(arguments));
    }

    private static EthereumAddress Create2(EthereumAddress factory, ReadOnlySpan<byte> saltText, ReadOnlySpan<byte> codeHash)
    {
        Span<byte> input = stackalloc byte[1 + EthereumAddress.Bytes + (2 * Word)];
        input[0] = 0xFF;
        factory.WriteTo(input[1..]);
        Keccak256.Hash(saltText, input[(1 + EthereumAddress.Bytes)..]);
        codeHash.CopyTo(input[(1 + EthereumAddress.Bytes + Word)..]);
        Span<byte> digest = stackalloc byte[Keccak256.DigestBytes];
        Keccak256.Hash(input, digest);
        return EthereumAddress.FromBytes(digest[12..]);
    }
}
