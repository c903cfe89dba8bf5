namespace PolyCloud.Orchestrations.Events;

/// <summary>What a text of a person must be.</summary>
internal static class EventText
{
    /// <summary>Long enough to say why; a status and an alert hold it whole.</summary>
    public const int CharactersMaximum = 500;

    public static string? ProblemOf(int version, string reason, string who) =>
        version != 1 ? $"version is {version}; known is 1"
        : string.IsNullOrWhiteSpace(reason) || reason.Length > CharactersMaximum ? $"reason must say why, in 1 to {CharactersMaximum} characters"
        : string.IsNullOrWhiteSpace(who) || who.Length > CharactersMaximum ? $"who must say who asks, in 1 to {CharactersMaximum} characters"
        : null;
}
