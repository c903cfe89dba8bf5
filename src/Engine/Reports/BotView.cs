using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Reports;

/// <summary>One bot at one moment. A copy: it does not change.</summary>
/// <param name="Why">Why it is in a state that does not trade; none where nobody said.</param>
/// <param name="Realized">After fees and gas, since the beginning, over restarts.</param>
/// <param name="OpenLoss">Sum of its open results where negative.</param>
/// <param name="Peak">Highest equity since the beginning or since it was re-armed.</param>
public readonly record struct BotView(
    BotId Bot, string Strategy, BotState State, Reason Why, Timestamp PausedUntil, Money Capital, Money Realized, Money OpenLoss, Money Peak,
    int ConsecutiveLosses, int LiveOrders);
