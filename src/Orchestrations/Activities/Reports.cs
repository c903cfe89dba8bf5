using PolyCloud.Engine.Values;

namespace PolyCloud.Orchestrations.Activities;

/// <summary>What became of one window.</summary>
/// <param name="Winner">Null where it was never learned.</param>
/// <param name="Escalations">Phases that the worker did not follow in time.</param>
public sealed record MarketReport(
    string Shard, string Series, string Slug, Timestamp Opens, Timestamp Closes, Outcome? Winner, string Source, Settlement Settlement, IReadOnlyList<string> Escalations);

/// <summary>Windows that nobody traded: the control plane was away when they opened. Never traded late.</summary>
/// <param name="FirstOpens">The first of them.</param>
/// <param name="Count">How many, one after the other.</param>
public sealed record MissedWindows(string Shard, string Series, Timestamp FirstOpens, int Count, string Why);

/// <summary>Something a person must know.</summary>
/// <param name="Key">The same key twice is one alert.</param>
public sealed record Alert(string Shard, string Key, AlertSeverity Severity, string Title, string Detail);

public enum AlertSeverity
{
    Information,
    Warning,
    Critical,
}

public sealed record ShardName(string Shard);

/// <summary>Our rows against the venue's word.</summary>
/// <param name="IsKnown">False where the venue could not be asked.</param>
/// <param name="Differences">One text each; sorted, so that two rounds can be compared.</param>
public sealed record Reconciled(bool IsKnown, IReadOnlyList<string> Differences);

/// <param name="Series">Its name: <c>btc-5m</c>.</param>
/// <param name="Day">UTC day as <c>20261121</c>.</param>
public sealed record DayToReport(string Shard, string Series, string Day);

/// <summary>Sums of one series and day.</summary>
public sealed record DailyReport(string Series, string Day, int Windows, int Settled, int Missed, int Fills, long RealizedMicros, long FeesMicros);
