using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Inventory;

/// <summary>When complete sets become dollars again.</summary>
public sealed record InventoryOptions
{
    /// <summary>Whether operations on chain are asked for at all; a host that cannot carry them out leaves it off. Default false.</summary>
    public bool Enabled { get; init; }

    /// <summary>Whether a relayer pays the gas: then the gasless threshold and rate apply. Default false.</summary>
    public bool Gasless { get; init; }

    /// <summary>Fewest pairs merged at once where we pay gas. Default 50 shares; range 0.01 to 1 000 000 shares.</summary>
    public Size MinimumMerge { get; init; } = Size.Shares(50);

    /// <summary>Fewest pairs merged at once through a relayer. Default 5 shares; range 0.01 to 1 000 000 shares.</summary>
    public Size MinimumGaslessMerge { get; init; } = Size.Shares(5);

    /// <summary>Most operations in any minute where we pay gas, all bots together. Default 2; range 1 to 60.</summary>
    public int MaximumPerMinute { get; init; } = 2;

    /// <summary>Most operations in any minute through a relayer. Default 12; range 1 to 60.</summary>
    public int MaximumGaslessPerMinute { get; init; } = 12;

    /// <summary>Pause after a failed operation; doubles with each further failure up to sixteen times. Default 30 s; range 1 to 3 600 s.</summary>
    public Duration FailurePause { get; init; } = Duration.FromSeconds(30);

    /// <summary>Failures in a row after which nothing more is asked for until a person resumes. Default 5; range 1 to 100.</summary>
    public int MaximumFailures { get; init; } = 5;

    /// <summary>Number of the first operation; a restarted worker continues above its journal. Default 1; range 1 to 2^52.</summary>
    public long FirstOperation { get; init; } = 1;

    public Size SmallestMerge => Gasless ? MinimumGaslessMerge : MinimumMerge;

    public int PerMinute => Gasless ? MaximumGaslessPerMinute : MaximumPerMinute;

    internal void Validate(OptionErrors errors, string key)
    {
        errors.Range(key + ".minimumMerge", MinimumMerge, new Size(10_000), Size.Shares(1_000_000));
        errors.Range(key + ".minimumGaslessMerge", MinimumGaslessMerge, new Size(10_000), Size.Shares(1_000_000));
        errors.Range(key + ".maximumPerMinute", MaximumPerMinute, 1, OperationRate.Capacity);
        errors.Range(key + ".maximumGaslessPerMinute", MaximumGaslessPerMinute, 1, OperationRate.Capacity);
        errors.Range(key + ".failurePause", FailurePause, Duration.FromSeconds(1), Duration.FromSeconds(3600));
        errors.Range(key + ".maximumFailures", MaximumFailures, 1, 100);
        errors.Range(key + ".firstOperation", FirstOperation, 1L, 1L << 52);
    }
}
