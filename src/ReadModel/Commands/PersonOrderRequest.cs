using PolyCloud.Engine.Values;

namespace PolyCloud.ReadModel.Commands;

/// <summary>An order that a person wants: it takes at once what is there and never rests.</summary>
/// <param name="Slug">The window.</param>
/// <param name="Bot">As snapshots call it: whose position it becomes, and who closes it by its rules.</param>
/// <param name="Limit">Highest price of a buy, lowest of a sale.</param>
/// <param name="IsWhole">Fill it whole or not at all; else what is there.</param>
public sealed record PersonOrderRequest(string Slug, string Bot, Outcome Outcome, Side Side, Price Limit, Size Size, bool IsWhole, string Reason);
