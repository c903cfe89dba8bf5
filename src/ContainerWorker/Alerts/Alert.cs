using PolyCloud.Dashboard.Words;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Alerts;

/// <summary>Something a person should hear of although nobody looks at a screen.</summary>
/// <param name="At">The worker's moment.</param>
/// <param name="Reason">The word of logs and metrics; for a note without a reason the note's own name.</param>
/// <param name="Subject">The market, bot or shard it concerns; empty for all.</param>
/// <param name="Action">What to do about it; empty where nothing is to be done.</param>
public sealed record Alert(Timestamp At, NoticeSeverity Severity, string Reason, string Subject, string Text, string Action)
{
    /// <summary>Alerts of one key are one trouble, told again only after a while.</summary>
    public string Key => Reason + "/" + Subject;

    /// <summary>How many alerts of the same key were not sent since the last one.</summary>
    public int Repeats { get; init; }

    /// <summary>All of it in a few lines, for channels that take plain text.</summary>
    public string Plain => string.Join('\n', Lines());

    /// <summary>What a person saw on a screen.</summary>
    public static Alert Of(NoticeSnapshot notice)
    {
        var note = notice.Reason != Engine.Effects.Reason.None ? notice.Reason.Label() : notice.Text.Split(':')[0];
        return new Alert(notice.At, notice.Severity, note, notice.Slug.Length > 0 ? notice.Slug : notice.Bot?.ToString() ?? "", notice.Text, Advice.Of(notice.Reason));
    }

    /// <summary>A limit that stops something now.</summary>
    public static Alert Of(BreakerSnapshot breaker, NoticeSeverity severity, Timestamp now)
    {
        var value = breaker.Value is { } reached ? $"{reached} of {breaker.Threshold} {breaker.Unit}" : $"limit {breaker.Threshold} {breaker.Unit}";
        var until = breaker.Until.IsNever ? "until a person re-arms" : "until " + breaker.Until;
        return new Alert(now, severity, breaker.Name.Label(), breaker.Scope == "portfolio" ? "" : breaker.Scope, $"circuit breaker tripped: {value}, {until}", Advice.Of(breaker.Name));
    }

    private IEnumerable<string> Lines()
    {
        yield return $"[{Severity.ToString().ToUpperInvariant()}] {Reason}{(Subject.Length > 0 ? " · " + Subject : "")}";
        if (Text.Length > 0)
        {
            yield return Text;
        }

        if (Action.Length > 0)
        {
            yield return "To do: " + Action;
        }

        yield return At + (Repeats > 0 ? $"  ({Repeats} more like it since the last)" : "");
    }
}
