using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;

namespace PolyCloud.Functions.Runtime;

/// <summary>Settings of the control plane.</summary>
public sealed record ControlSettings
{
    public const string ShardVariable = "POLYCLOUD_SHARD";

    public const string SeriesVariable = "POLYCLOUD_SERIES";

    /// <summary>Series of one worker; more would need another shard.</summary>
    private const int SeriesMaximum = 32;

    /// <summary>The worker's shard. Default 0; 1 to 32 lower-case letters, digits and hyphens.</summary>
    public required string Shard { get; init; }

    /// <summary>What is traded. Default <c>btc-5m</c>; 1 to 32 names of an asset and <c>5m</c> or <c>15m</c>, parted by commas.</summary>
    public required IReadOnlyList<ControlSeries> Series { get; init; }

    /// <param name="read">Reads one setting of the process; null where it is not set.</param>
    /// <exception cref="ArgumentException">A setting is wrong; the text names it.</exception>
    public static ControlSettings Read(Func<string, string?> read)
    {
        var shard = read(ShardVariable) is { Length: > 0 } named ? named : "0";
        if (shard.Length > 32 || !shard.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
        {
            throw new ArgumentException($"{ShardVariable} is '{shard}'; allowed: 1 to 32 lower-case letters, digits and hyphens.", nameof(read));
        }

        var names = (read(SeriesVariable) is { Length: > 0 } listed ? listed : "btc-5m").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length is > 0 and <= SeriesMaximum
            ? new ControlSettings { Shard = shard, Series = [.. names.Select(ControlSeries.Parse)] }
            : throw new ArgumentException($"{SeriesVariable} names {names.Length} series; allowed: 1 to {SeriesMaximum}.", nameof(read));
    }
}

/// <summary>One series of windows.</summary>
/// <param name="Asset">Lower-case symbol.</param>
public sealed record ControlSeries(string Asset, WindowInterval Interval)
{
    public string Name => $"{Asset}-{Interval.Name()}";

    public long Seconds => Interval.Length().Micros / Timestamp.PerSecond;

    /// <exception cref="ArgumentException">It is no series.</exception>
    public static ControlSeries Parse(string name)
    {
        var parts = name.Split('-');
        return parts is [{ Length: > 0 and <= 10 } asset, var window] && WindowIntervals.Parse(window) is { } interval && asset.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))
            ? new ControlSeries(asset, interval)
            : throw new ArgumentException($"{ControlSettings.SeriesVariable} holds '{name}'; a series is an asset and 5m, 15m or 1h, such as btc-5m.", nameof(name));
    }
}
