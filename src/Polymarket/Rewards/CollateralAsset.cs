namespace PolyCloud.Polymarket.Rewards;

/// <summary>A dollar token of the venue.</summary>
public enum CollateralAsset : byte
{
    /// <summary>An address nobody knows here: never counted as dollars.</summary>
    Unknown,

    /// <summary>The venue's own wrapper: what orders are paid with.</summary>
    Pusd,

    /// <summary>Bridged USDC: what conditional tokens are backed with.</summary>
    BridgedUsdc,

    /// <summary>Native USDC of the chain: neither of the two.</summary>
    NativeUsdc,
}

/// <summary>Tells dollar tokens apart by their contract on Polygon, because services name them alike (the bridge calls pUSD "USDC").</summary>
public static class CollateralAssets
{
    public static CollateralAsset Of(string address) => address.Trim().ToUpperInvariant() switch
    {
        "0XC011A7E12A19F7B1F670D46F03B03F3342E82DFB" => CollateralAsset.Pusd,
        "0X2791BCA1F2DE4661ED88A30C99A7A9449AA84174" => CollateralAsset.BridgedUsdc,
        "0X3C499C542CEF5E3811E1192CE70D8CC03D5C3359" => CollateralAsset.NativeUsdc,
        _ => CollateralAsset.Unknown,
    };
}
