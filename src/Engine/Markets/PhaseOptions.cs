using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Markets;

/// <summary>When the phases of one window length begin, each as time before the window's end, each no later than the one above it.</summary>
public sealed record PhaseSchedule
{
    /// <summary>Smaller size, closing preferred. Default 120 s; range 0 s to the window's length.</summary>
    public Duration Unwind { get; init; } = Duration.FromSeconds(120);

    /// <summary>No opening order. Default 60 s; range 0 s to <see cref="Unwind"/>.</summary>
    public Duration CloseOnly { get; init; } = Duration.FromSeconds(60);

    /// <summary>Net exposure is covered. Default 45 s; range 0 s to <see cref="CloseOnly"/>.</summary>
    public Duration HedgeLock { get; init; } = Duration.FromSeconds(45);

    /// <summary>No order at all. Default 5 s; range 1 s to <see cref="HedgeLock"/>.</summary>
    public Duration Done { get; init; } = Duration.FromSeconds(5);

    internal void Validate(OptionErrors errors, string key, Duration length)
    {
        errors.Range(key + ".unwind", Unwind, Duration.Zero, length);
        errors.Range(key + ".closeOnly", CloseOnly, Duration.Zero, Unwind);
        errors.Range(key + ".hedgeLock", HedgeLock, Duration.Zero, CloseOnly);
        errors.Range(key + ".done", Done, Duration.FromSeconds(1), HedgeLock);
    }
}

/// <summary>Phase schedules per window length.</summary>
public sealed record PhaseOptions
{
    /// <summary>Default 120 / 60 / 45 / 5 s before the end.</summary>
    public PhaseSchedule FiveMinutes { get; init; } = new();

    /// <summary>Default 240 / 120 / 60 / 5 s before the end.</summary>
    public PhaseSchedule FifteenMinutes { get; init; } = new()
    {
        Unwind = Duration.FromSeconds(240),
        CloseOnly = Duration.FromSeconds(120),
        HedgeLock = Duration.FromSeconds(60),
    };

    /// <summary>Default 600 / 300 / 120 / 5 s before the end.</summary>
    public PhaseSchedule OneHour { get; init; } = new()
    {
        Unwind = Duration.FromSeconds(600),
        CloseOnly = Duration.FromSeconds(300),
        HedgeLock = Duration.FromSeconds(120),
    };

    public PhaseSchedule Of(WindowInterval interval) => interval switch
    {
        WindowInterval.FiveMinutes => FiveMinutes,
        WindowInterval.FifteenMinutes => FifteenMinutes,
        _ => OneHour,
    };

    internal void Validate(OptionErrors errors, string key)
    {
        FiveMinutes.Validate(errors, key + ".fiveMinutes", Duration.FromSeconds(300));
        FifteenMinutes.Validate(errors, key + ".fifteenMinutes", Duration.FromSeconds(900));
        OneHour.Validate(errors, key + ".oneHour", Duration.FromSeconds(3600));
    }
}
