using System.Text;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Prices;

/// <summary>One subscribed stream: an asset's spot or its 60-second average.</summary>
internal sealed class PriceStream(string asset, OracleSource source)
{
    /// <summary>The only window the venue averages over.</summary>
    public const int AverageWindowSeconds = 60;

    private readonly byte[] _symbol = Encoding.ASCII.GetBytes(asset + "usd");

    public string Asset { get; } = asset;

    public OracleSource Source { get; } = source;

    public ReadOnlySpan<byte> Symbol => _symbol;

    public ReadOnlySpan<byte> Channel => Source == OracleSource.Spot ? "price.crypto"u8 : "price.crypto.twap"u8;

    /// <summary>When a price last came; zero before the first of this connection.</summary>
    public Timestamp HeardAt { get; set; }

    /// <summary>The number of the last message; zero before the first of this connection.</summary>
    public long Sequence { get; set; }
}
