using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.ReadModel.Snapshots;

/// <summary>One execution at its last settlement status.</summary>
/// <param name="Bot">Whose order it was; null for an order of an earlier life of the worker.</param>
/// <param name="Seen">When it was first told.</param>
public readonly record struct FillSnapshot(string Slug, BotId? Bot, Fill Fill, Timestamp Seen)
{
    /// <summary>What routes call it: trade and order.</summary>
    public string Id => $"{Fill.Trade:N}-{Fill.Intent}";
}
