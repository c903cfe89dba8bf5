using PolyCloud.ReadModel.Snapshots;

namespace PolyCloud.ContainerWorker.Alerts;

/// <summary>What is sent to people, and how often. Where it is sent, and the secrets for it, come from the environment alone.</summary>
public sealed record AlertSettings
{
    /// <summary>Least severity that is sent: information, warning or critical. Default warning.</summary>
    public string Severity { get; init; } = "warning";

    /// <summary>Minutes in which the same trouble of the same market or bot is told once. Default 10; range 0 (every time) to 1 440.</summary>
    public int RepeatMinutes { get; init; } = 10;

    /// <summary>Alerts a minute, the last third of which is kept for critical ones. Default 12; range 3 to 600.</summary>
    public int PerMinute { get; init; } = 12;

    internal NoticeSeverity Least => Enum.TryParse<NoticeSeverity>(Severity, ignoreCase: true, out var least) ? least : NoticeSeverity.Warning;

    /// <summary>Adds what is wrong, naming key, value and what is allowed.</summary>
    public void Validate(ICollection<string> errors)
    {
        if (!Enum.GetNames<NoticeSeverity>().Contains(Severity, StringComparer.OrdinalIgnoreCase))
        {
            errors.Add($"alerts.severity is '{Severity}'; allowed is information, warning, critical.");
        }

        if (RepeatMinutes is < 0 or > 1_440)
        {
            errors.Add($"alerts.repeatMinutes is {RepeatMinutes}; allowed is 0 to 1440.");
        }

        if (PerMinute is < 3 or > 600)
        {
            errors.Add($"alerts.perMinute is {PerMinute}; allowed is 3 to 600.");
        }
    }
}
