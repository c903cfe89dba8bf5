using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Inputs;

/// <summary>What a person, or the control plane, asks of one bot.</summary>
/// <param name="Signal">Start, Pause, Resume, Stop, EmergencyHalt or Rearm; the others are the engine's own and refused.</param>
/// <param name="Reason">Why; shown while it holds.</param>
/// <param name="PauseUntil">End of a pause; <see cref="Timestamp.Never"/> lasts until resumed. Read only with Pause.</param>
public readonly record struct BotCommand(BotId Bot, BotSignal Signal, Reason Reason, Timestamp PauseUntil);
