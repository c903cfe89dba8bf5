namespace PolyCloud.Polymarket.Clob;

/// <summary>The venue's lists of markets; the sampling ones carry rewards.</summary>
public enum MarketList : byte
{
    All,
    Simplified,
    Sampling,
    SamplingSimplified,
}
