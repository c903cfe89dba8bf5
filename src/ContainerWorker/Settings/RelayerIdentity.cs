using PolyCloud.Polymarket.Chain.Relayer;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.ContainerWorker.Settings;

/// <summary>Who asks the relayer. The key is a secret, so it is a variable and no setting.</summary>
public static class RelayerIdentity
{
    /// <summary>The relayer's API key, as the venue's site hands it out; without it proxies, Safes and deposit wallets merge nothing.</summary>
    public const string KeyVariable = "POLYCLOUD_RELAYER_KEY";

    /// <summary>The address the key was made for. Default the address of the private key.</summary>
    public const string AddressVariable = "POLYCLOUD_RELAYER_ADDRESS";

    /// <param name="own">The address of the private key.</param>
    /// <param name="read">Reads one variable; null where it is not set.</param>
    /// <returns>Null where no key is given.</returns>
    /// <exception cref="SigningException">A variable is wrong; the field names it, the key is never repeated.</exception>
    public static RelayerKey? Read(EthereumAddress own, Func<string, string?> read)
    {
        if (read(KeyVariable)?.Trim() is not { Length: > 0 } key)
        {
            return null;
        }

        var address = own;
        return string.IsNullOrWhiteSpace(read(AddressVariable)) || EthereumAddress.TryParse(read(AddressVariable)!.Trim(), out address)
            ? new RelayerKey(key, address)
            : throw new SigningException($"{AddressVariable} must be an address of 0x and 40 digits whose checksum is right.") { Field = AddressVariable };
    }
}
