using PolyCloud.Exchange.Contract;
using PolyCloud.Exchange.Listings;

namespace PolyCloud.Exchange.Settlement;

/// <summary>A trade on its way to settlement, with everything needed to finish or to reverse it.</summary>
/// <param name="MintedSets">Complete sets made by it, in micro-shares; negative where sets were merged away.</param>
internal sealed record PendingTrade(VenueTrade Trade, ListingState Market, IReadOnlyList<SettlementLeg> Legs, long MintedSets);
