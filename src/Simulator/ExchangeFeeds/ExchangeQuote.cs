using PolyCloud.Engine.Values;

namespace PolyCloud.Simulator.ExchangeFeeds;

/// <summary>The best prices of one symbol at an exchange.</summary>
/// <param name="Number">Rises with every quote of the exchange.</param>
/// <param name="At">When the exchange had them.</param>
internal readonly record struct ExchangeQuote(OraclePrice Bid, OraclePrice Ask, long Number, Timestamp At);
