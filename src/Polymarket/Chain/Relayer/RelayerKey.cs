using System.Diagnostics;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Chain.Relayer;

/// <summary>The key that lets its owner use the relayer without a daily cap. It never prints itself.</summary>
[DebuggerDisplay("relayer key of {Address}")]
public sealed class RelayerKey
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _key;

    /// <exception cref="SigningException">The key is empty or has characters that no header may carry; it is never repeated.</exception>
    public RelayerKey(string key, EthereumAddress address)
    {
        if (key.Length == 0 || key.Any(static character => character is <= ' ' or > '~'))
        {
            throw new SigningException("RELAYER_API_KEY must be printable text without spaces.");
        }

        _key = key;
        Address = address;
    }

    /// <summary>Whom the key belongs to.</summary>
    public EthereumAddress Address { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers() =>
    [
        new("RELAYER_API_KEY", _key),
        new("RELAYER_API_KEY_ADDRESS", Address.ToString()),
    ];

    public override string ToString() => "relayer key of " + Address;
}
