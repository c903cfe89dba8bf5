using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Inputs;

/// <summary>One absolute level: size at a price. Size zero removes it.</summary>
public readonly record struct BookLevel(Price Price, Size Size);

/// <summary>One absolute level of one side of one token's book, with the venue's moment of the change.</summary>
/// <param name="Side">Buy is the bid side.</param>
public readonly record struct BookDelta(Outcome Outcome, Side Side, Price Price, Size Size);

/// <summary>A trade as the tape prints it: the taker's token, price, size and side.</summary>
public readonly record struct TradePrint(Outcome Outcome, Side TakerSide, Price Price, Size Size, Timestamp VenueTime);
