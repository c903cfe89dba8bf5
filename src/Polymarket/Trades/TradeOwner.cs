using System.Text;

namespace PolyCloud.Polymarket.Trades;

/// <summary>Says which sides of a trade are ours, from the names the venue writes beside them.</summary>
public sealed class TradeOwner
{
    private readonly byte[] _apiKey;
    private readonly byte[] _wallet;

    private TradeOwner(string apiKey, string wallet)
    {
        _apiKey = Encoding.UTF8.GetBytes(apiKey);
        _wallet = Encoding.UTF8.GetBytes(wallet);
    }

    /// <summary>Orders of one API key only: what this worker epoch sent itself.</summary>
    public static TradeOwner OfApiKey(string apiKey) => new(apiKey, "");

    /// <summary>Orders of a wallet under any API key: what recovery counts. The address is compared without regard to case.</summary>
    public static TradeOwner OfWallet(string address) => new("", address);

    /// <summary>True when the order with this <c>owner</c> and <c>maker_address</c> is ours.</summary>
    public bool Owns(ReadOnlySpan<byte> owner, ReadOnlySpan<byte> makerAddress) => _apiKey.Length > 0
        ? owner.SequenceEqual(_apiKey)
        : Ascii.EqualsIgnoreCase(makerAddress, _wallet);
}
