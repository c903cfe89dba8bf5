using PolyCloud.Engine;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Gamma;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>What a node trades, and how often it asks.</summary>
public sealed record NodeOptions
{
    public required EngineOptions Engine { get; init; }

    /// <summary>Only these series are ever quoted.</summary>
    public WindowSeries Series { get; init; } = new("btc", WindowInterval.FiveMinutes);

    /// <summary>This worker's fencing epoch: also the nonce of its credential and part of every salt.</summary>
    public required long Epoch { get; init; }

    /// <summary>Number of the worker shard, part of every salt. Range 0 to 255.</summary>
    public int Shard { get; init; }

    /// <summary>Windows that open before this are not traded; a restarted worker gives the open of the window it was in.</summary>
    public Timestamp FirstOpens { get; init; }

    /// <summary>Windows that close after this are not traded, and the node stops when the last of them is settled.</summary>
    public Timestamp LastCloses { get; init; } = Timestamp.Never;

    /// <summary>Orders, fills and balances are compared with the venue this often. Default 30 s, range 5 to 600 s.</summary>
    public Duration ReconcileEvery { get; init; } = Duration.FromSeconds(30);

    /// <summary>Collateral is asked this often, and soon after a fill. Default 10 s, range 1 to 600 s.</summary>
    public Duration BalanceEvery { get; init; } = Duration.FromSeconds(10);

    /// <summary>A settled market keeps its slot this long, for late settlement events. Default 60 s.</summary>
    public Duration KeepSettled { get; init; } = Duration.FromSeconds(60);

    /// <summary>After the last window closed the node waits this long for winners, then stops anyway. Default 240 s.</summary>
    public Duration ResolutionPatience { get; init; } = Duration.FromSeconds(240);
}
