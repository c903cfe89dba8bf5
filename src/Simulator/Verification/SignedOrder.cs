using System.Numerics;
using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.Verification;

/// <summary>The eleven signed fields of an order and its signature, as the body of a placement carries them.</summary>
public sealed record SignedOrder
{
    public required BigInteger Salt { get; init; }

    public required WalletAddress Maker { get; init; }

    public required WalletAddress Signer { get; init; }

    /// <summary>Decimal digits of the 256-bit token number.</summary>
    public required string TokenId { get; init; }

    /// <summary>Raw units given: micro-dollars on a buy, micro-shares on a sell.</summary>
    public required long MakerAmount { get; init; }

    public required long TakerAmount { get; init; }

    public required Side Side { get; init; }

    public required int SignatureType { get; init; }

    /// <summary>Unix milliseconds of creation.</summary>
    public required long Timestamp { get; init; }

    public required Hash256 Metadata { get; init; }

    public required Hash256 Builder { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }
}
