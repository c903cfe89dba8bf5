namespace PolyCloud.Research.Stress;

/// <summary>How a run is pressed.</summary>
public sealed record StressOptions
{
    /// <summary>Times the recorded pace, above 0; null feeds as fast as the engine takes.</summary>
    public double? Speed { get; init; }

    /// <summary>Where the pressed engine's own journal goes: the disk is part of what is pressed. Emptied by the caller.</summary>
    public required string JournalDirectory { get; init; }

    /// <summary>Inputs that may wait for the engine: two seconds of 32 000 a second. Range 1 to 1 048 576.</summary>
    public int QueueCapacity { get; init; } = 65_536;
}
