using PolyCloud.Engine.Values;

namespace PolyCloud.Dashboard.History;

/// <summary>A bot's result at one moment.</summary>
/// <param name="ReturnPercent">Realised and open results in percent of its capital.</param>
public readonly record struct BotPoint(Timestamp At, decimal ReturnPercent);
