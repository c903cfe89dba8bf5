namespace PolyCloud.Exchange.Contract;

/// <summary>What the venue says of the event a listing is one outcome of.</summary>
/// <param name="Slug">Of the event.</param>
/// <param name="Title">Of the event, for people.</param>
/// <param name="OutcomeTitle">Of this outcome, for people.</param>
/// <param name="Index">Number of this outcome within the event, from 0.</param>
public sealed record EventPlace(string Slug, string Title, string OutcomeTitle, int Index);
