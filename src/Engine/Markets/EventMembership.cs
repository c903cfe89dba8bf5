namespace PolyCloud.Engine.Markets;

/// <summary>
/// The event a market is one outcome of: of all markets with the same id exactly one resolves Up, and each is a yes-or-no market of its
/// own. The default is none.
/// </summary>
/// <param name="Id">The venue's id of the event.</param>
/// <param name="Outcomes">Markets of the whole event, 2 to <see cref="MaximumOutcomes"/>: a group with one missing is no group.</param>
public readonly record struct EventMembership(string Id, int Outcomes)
{
    /// <summary>More than any event whose books can be watched together here.</summary>
    public const int MaximumOutcomes = 32;

    public bool IsMember => !string.IsNullOrEmpty(Id) && Outcomes is >= 2 and <= MaximumOutcomes;

    public bool IsSame(in EventMembership other) =>
        IsMember && other.IsMember && Outcomes == other.Outcomes && string.Equals(Id, other.Id, StringComparison.Ordinal);
}
