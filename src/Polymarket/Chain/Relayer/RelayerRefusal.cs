using System.Text.RegularExpressions;
using PolyCloud.Polymarket.Http;

namespace PolyCloud.Polymarket.Chain.Relayer;

/// <summary>What a refused submission means.</summary>
internal enum RelayerRefusalKind : byte
{
    /// <summary>It will not be taken.</summary>
    Final,

    /// <summary>The very same may be taken later: too many requests, or the wallet still does something else.</summary>
    Later,

    /// <summary>The signed nonce is used up on chain.</summary>
    NonceBehind,

    /// <summary>No connection was made: nothing was sent.</summary>
    NotSent,

    /// <summary>It may have been taken.</summary>
    Unclear,
}

/// <summary>Reads a refusal from status and text.</summary>
internal static partial class RelayerRefusal
{
    public static RelayerRefusalKind Of(in HttpOutcome outcome, string text) =>
        outcome.Kind == HttpOutcomeKind.NotSent ? RelayerRefusalKind.NotSent
        : outcome.Kind == HttpOutcomeKind.TimedOut || outcome.Status >= 500 || outcome.IsSuccess ? RelayerRefusalKind.Unclear
        : outcome.Status == 429 || IsBusy(text) ? RelayerRefusalKind.Later
        : IsNonceBehind(text) ? RelayerRefusalKind.NonceBehind
        : RelayerRefusalKind.Final;

    private static bool IsBusy(string text) =>
        (text.Contains("wallet busy", StringComparison.OrdinalIgnoreCase) && text.Contains("active action", StringComparison.OrdinalIgnoreCase))
        || text.Contains("wallet has in-flight action", StringComparison.OrdinalIgnoreCase);

    private static bool IsNonceBehind(string text) =>
        NonceMismatch().Match(text) is { Success: true } match
        && long.TryParse(match.Groups["signed"].ValueSpan, out var signed)
        && long.TryParse(match.Groups["chain"].ValueSpan, out var chain)
        && signed < chain;

    [GeneratedRegex("batch nonce (?<signed>[0-9]{1,18}) does not match on-chain nonce (?<chain>[0-9]{1,18})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 100)]
    private static partial Regex NonceMismatch();
}
