using PolyCloud.Engine.Effects;

namespace PolyCloud.Engine.Signals;

/// <summary>
/// Whether the prices of an underlying can be traded on. A stale settlement oracle pauses; a stale exchange price only shrinks;
/// a disagreement between the two only warns. A price never seen is infinitely old.
/// </summary>
/// <param name="Pause">Why nothing may be opened: <see cref="Reason.OracleStale"/>, or none.</param>
/// <param name="SizePercent">Share of the ordinary size to trade: 100, less where the exchange price is stale, 0 where paused.</param>
/// <param name="Warning">What a person should know: <see cref="Reason.FastPriceStale"/>, <see cref="Reason.OracleDisagreement"/>, or none.</param>
public readonly record struct OracleHealth(Reason Pause, int SizePercent, Reason Warning);
