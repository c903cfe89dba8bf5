using PolyCloud.Engine.Values;

namespace PolyCloud.Orchestrations.Activities;

/// <summary>Ask how a window paid.</summary>
public sealed record LookUpResolution(string Slug);

/// <param name="Winner">Null where nobody has proved it yet.</param>
/// <param name="Source">Who told, or why it is not known.</param>
public sealed record Resolution(Outcome? Winner, string Source);

/// <summary>Wait until what the worker held in the window has been redeemed and booked: the worker holds the key and does it.</summary>
public sealed record AwaitSettled(string Shard, string Slug, Outcome Winner, Duration Patience);

/// <param name="IsSettled">False where the worker has not booked it: what it holds is left at the venue.</param>
/// <param name="RealizedMicros">Realised profit of the window in millionths of a dollar, as the worker booked it; null where it did not trade it.</param>
/// <param name="FeesMicros">Fees of the window in millionths of a dollar.</param>
public sealed record Settlement(bool IsSettled, long? RealizedMicros, long? FeesMicros, string Detail);
