using PolyCloud.ContainerWorker.Alerts;
using PolyCloud.ContainerWorker.Alerts.Channels;
using PolyCloud.ContainerWorker.Api;
using PolyCloud.ContainerWorker.Inventory;
using PolyCloud.ContainerWorker.Node;
using PolyCloud.ContainerWorker.Settings;
using PolyCloud.Engine;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Gamma;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.ContainerWorker.Host;

/// <summary>Everything a worker process is started with, but its key.</summary>
public sealed record WorkerOptions
{
    public required Uri Clob { get; init; }

    public required Uri Gamma { get; init; }

    /// <summary>The Data API, a further source of resolutions; null where there is none.</summary>
    public Uri? Data { get; init; }

    /// <summary>The web site, which tells whether this address is served; null only for a simulated venue, which serves everybody.</summary>
    public Uri? Site { get; init; }

    /// <summary>Sends transactions of proxies, Safes and deposit wallets; null where none is used.</summary>
    public Uri? Relayer { get; init; }

    /// <summary>JSON-RPC nodes of the chain, at most three. An address may carry a key, so it is never logged.</summary>
    public IReadOnlyList<Uri> Nodes { get; init; } = [];

    /// <summary>How the wallet reaches the chain; null where it does not.</summary>
    public Func<TradingWallet, ChainAccess>? Chain { get; init; }

    public required Uri MarketSocket { get; init; }

    public required Uri UserSocket { get; init; }

    public required Uri PriceSocket { get; init; }

    /// <summary>The legacy price socket, heard while the other is silent or refuses; null leaves it out.</summary>
    public Uri? LegacyPriceSocket { get; init; }

    /// <summary>Public price socket of Binance, for fast moves; null leaves it out.</summary>
    public Uri? BinanceSocket { get; init; }

    /// <summary>Public price socket of Coinbase Exchange, for fast moves; null leaves it out.</summary>
    public Uri? CoinbaseSocket { get; init; }

    /// <summary>State, intent log, control files and logs of this worker. One process at a time.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Where every input and effect of the engine is journaled, or null for no journal.</summary>
    public string? JournalDirectory { get; init; }

    /// <summary>Event hub that is told of the engine's events, or null for none.</summary>
    public Uri? EventHub { get; init; }

    /// <summary>Blob container that sealed segments of the journal are shipped to, or null where they stay.</summary>
    public Uri? JournalBlobs { get; init; }

    /// <summary>Connection of Table Storage, or null for the embedded file store.</summary>
    public string? TablesConnection { get; init; }

    /// <summary>Name of the shard in the state store.</summary>
    public string Shard { get; init; } = "0";

    /// <summary>
    /// A control plane shares the state store and leads the windows: nothing is opened that it did not assign, or while its wishes are
    /// not known. Default false: the worker goes by its own clock alone.
    /// </summary>
    public bool HasControlPlane { get; init; }

    /// <summary>Port of health and status on loopback; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Where the API listens and whom it serves.</summary>
    public ApiSettings Api { get; init; } = new();

    /// <summary>What is sent to people, and how often.</summary>
    public AlertSettings Alerts { get; init; } = new();

    /// <summary>Through what it is sent; empty tells nobody.</summary>
    public IReadOnlyList<IAlertChannel> AlertChannels { get; init; } = [];

    /// <summary>How long what is kept.</summary>
    public RetentionSettings Retention { get; init; } = new();

    public required EngineOptions Engine { get; init; }

    /// <summary>Which windows are traded.</summary>
    public WindowSeries Series { get; init; } = new("btc", WindowInterval.FiveMinutes);

    /// <summary>Multi-outcome events that are traded instead of the series' windows; null, the default, trades the windows.</summary>
    public MarketSelector? Events { get; init; }

    public Timestamp FirstOpens { get; init; }

    public Timestamp LastCloses { get; init; } = Timestamp.Never;

    public string Source { get; init; } = "live";

    public string Seed { get; init; } = "";

    public IReadOnlyList<string> Waived { get; init; } = [];

    /// <summary>What outcome tokens are made of, to prove the token ids of every market; null proves nothing.</summary>
    public EthereumAddress? TokenCollateral { get; init; }

    /// <summary>
    /// The account and the chain are new ones, as with a simulator just started: what limits remembered and what was signed on chain
    /// in this data directory belong to others and are forgotten.
    /// </summary>
    public bool IsNewAccount { get; init; }

    /// <summary>How long a stop may take to prove that it is clear, in the clock's time.</summary>
    public Duration StopPatience { get; init; } = Duration.FromSeconds(60);

    /// <summary>For crash tests: the moment at which the process kills itself, or null.</summary>
    public CrashPoint? CrashAt { get; init; }
}
