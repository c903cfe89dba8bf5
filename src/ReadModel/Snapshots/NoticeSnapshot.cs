using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;

namespace PolyCloud.ReadModel.Snapshots;

/// <summary>How much a notice matters.</summary>
public enum NoticeSeverity : byte
{
    Information,

    /// <summary>Look at it today.</summary>
    Warning,

    /// <summary>Look at it now: trading has stopped or money is at risk.</summary>
    Critical,
}

/// <summary>Something a person was told.</summary>
/// <param name="Reason">The vocabulary of logs and metrics; none where the text says it all.</param>
/// <param name="Slug">The market it concerns; empty for all.</param>
/// <param name="Bot">The bot it concerns, or null.</param>
public readonly record struct NoticeSnapshot(Timestamp At, NoticeSeverity Severity, Reason Reason, string Slug, BotId? Bot, string Text);
