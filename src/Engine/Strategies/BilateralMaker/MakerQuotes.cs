using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies.BilateralMaker;

/// <summary>
/// Both sides of the one book that Up and Down share: in Up terms, 1/10 000 dollar, on the grid, bid below ask. The sizes are what may
/// still be added on each side.
/// </summary>
internal readonly record struct MakerQuotes(int BidUnits, int AskUnits, Size BidRoom, Size AskRoom);
