using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Fills;

namespace PolyCloud.ContainerWorker.Paper;

/// <summary>What the paper account begins with, and how its orders are filled.</summary>
public sealed record PaperDeskOptions
{
    /// <summary>Collateral at the start. Default 1 000 dollars.</summary>
    public Money Funds { get; init; } = new(1_000_000_000);

    /// <summary>Queue, latency and assumption of the fills.</summary>
    public PaperOptions Exchange { get; init; } = new();
}
