using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.BilateralMaker;

/// <summary>
/// Both sides of the one book that Up and Down share: in Up terms, 1/10 000 dollar, on the grid, bid below ask. The sizes are what may
/// still be added on each side.
/// </summary>
/// <param name="NearestBidUnits">A resting bid above it must move: too near to the reservation price, or it would take.</param>
/// <param name="NearestAskUnits">The same for asks, below it.</param>
internal readonly record struct MakerQuotes(int BidUnits, int AskUnits, int NearestBidUnits, int NearestAskUnits, Size BidRoom, Size AskRoom);
