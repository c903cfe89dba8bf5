using PolyCloud.Engine;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Storage.Operations;

namespace PolyCloud.ContainerWorker.Node;

/// <summary>What a node trades, and how often it asks.</summary>
public sealed record NodeOptions
{
    public required EngineOptions Engine { get; init; }

    /// <summary>Only these series are ever quoted.</summary>
    public WindowSeries Series { get; init; } = new("btc", WindowInterval.FiveMinutes);

    /// <summary>
    /// Multi-outcome events under a tag or of a slug, which are quoted instead of the series' windows; their markets are filed under the
    /// series' asset. Null, the default, quotes the windows.
    /// </summary>
    public MarketSelector? Events { get; init; }

    /// <summary>This worker's fencing epoch: also the nonce of its credential and part of every salt.</summary>
    public required long Epoch { get; init; }

    /// <summary>Number of the worker shard, part of every salt. Range 0 to 255.</summary>
    public int Shard { get; init; }

    /// <summary>Windows that open before this are not traded; a restarted worker gives the open of the window it was in.</summary>
    public Timestamp FirstOpens { get; init; }

    /// <summary>Windows that close after this are not traded, and the node stops when the last of them is settled.</summary>
    public Timestamp LastCloses { get; init; } = Timestamp.Never;

    /// <summary>
    /// What outcome tokens are made of: a market whose token ids do not follow from its condition and this is refused. Null proves
    /// nothing, for recordings and books that name their tokens as they like.
    /// </summary>
    public EthereumAddress? TokenCollateral { get; init; }

    /// <summary>Orders, fills and balances are compared with the venue this often. Default 30 s, range 5 to 600 s.</summary>
    public Duration ReconcileEvery { get; init; } = Duration.FromSeconds(30);

    /// <summary>Collateral is asked this often, and soon after a fill. Default 10 s, range 1 to 600 s.</summary>
    public Duration BalanceEvery { get; init; } = Duration.FromSeconds(10);

    /// <summary>A settled market keeps its slot this long, for late settlement events. Default 60 s, range 1 to 600 s.</summary>
    public Duration KeepSettled { get; init; } = Duration.FromSeconds(60);

    /// <summary>A market without a winner gives its slot back this long after its end. Default 30 min, range 5 to 120 min.</summary>
    public Duration UnresolvedPatience { get; init; } = Duration.FromSeconds(1_800);

    /// <summary>After the last window closed the node waits this long for winners, then stops anyway. Default 240 s, range 1 to 1 800 s.</summary>
    public Duration ResolutionPatience { get; init; } = Duration.FromSeconds(240);

    /// <summary>Operations on chain that earlier epochs signed and that may concern windows of this one.</summary>
    public IReadOnlyList<OperationRecord> Operations { get; init; } = [];

    /// <summary>Slugs of windows that ended after an earlier epoch died and before this one began: what is held in them is settled too.</summary>
    public IReadOnlyList<string> EndedWindows { get; init; } = [];

    /// <summary>So far back fills are asked for: every fill that a window we hold can still have.</summary>
    public static Duration LookBackOf(WindowSeries series) => series.Length + Duration.FromSeconds(1_800);

    /// <summary>
    /// Asks whether this address and this account may trade, at the start and every few minutes, and opens nothing until both are
    /// allowed. Default false: a simulated venue serves everybody. A live worker must set it.
    /// </summary>
    public bool ChecksAccess { get; init; }

    /// <summary>Texts naming key, value and allowed range of each bad setting; empty where all is well. The engine's own are not among them.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        Range(errors, "node.reconcileEvery", ReconcileEvery, 5, 600);
        Range(errors, "node.balanceEvery", BalanceEvery, 1, 600);
        Range(errors, "node.keepSettled", KeepSettled, 1, 600);
        Range(errors, "node.unresolvedPatience", UnresolvedPatience, 300, 7_200);
        Range(errors, "node.resolutionPatience", ResolutionPatience, 1, 1_800);
        if (Shard is < 0 or > 255)
        {
            errors.Add($"node.shard is {Shard}; allowed is 0 to 255.");
        }

        if (Epoch <= 0)
        {
            errors.Add($"node.epoch is {Epoch}; it starts at 1.");
        }

        return errors;
    }

    private static void Range(List<string> errors, string key, Duration value, long leastSeconds, long mostSeconds)
    {
        if (value < Duration.FromSeconds(leastSeconds) || value > Duration.FromSeconds(mostSeconds))
        {
            errors.Add($"{key} is {value.Micros / 1e6} s; allowed is {leastSeconds} to {mostSeconds} s.");
        }
    }
}
