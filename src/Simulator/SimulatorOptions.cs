using PolyCloud.Engine.Values;
using PolyCloud.Exchange;
using PolyCloud.Simulator.ExchangeFeeds;
using PolyCloud.Simulator.Faults;
using PolyCloud.Simulator.RateLimits;
using PolyCloud.Simulator.Relayer;

namespace PolyCloud.Simulator;

/// <summary>Settings of the simulated venue. The order flow is attached by the caller: <c>venue.Exchange.Attach(flow)</c>.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Settings of the exchange behind the wire.</summary>
    public ExchangeOptions Exchange { get; init; } = new();

    /// <summary>Collateral of every wallet that authenticates for the first time. Default 1000 dollars.</summary>
    public Money StartingCollateral { get; init; } = Money.Dollars(1000);

    /// <summary>From a request's leaving the client to its reaching the venue. Default 15 ms, 0 or more.</summary>
    public Duration RequestDelay { get; init; } = Duration.FromMilliseconds(15);

    /// <summary>From the venue's answer to its reaching the client. Default 15 ms, 0 or more.</summary>
    public Duration ResponseDelay { get; init; } = Duration.FromMilliseconds(15);

    /// <summary>Each of the two delays is longer by a seeded uniform draw up to this. Default 5 ms, 0 or more.</summary>
    public Duration DelayJitter { get; init; } = Duration.FromMilliseconds(5);

    /// <summary>From an event at the venue to its frame reaching the client, in order. Default 10 ms, 0 or more.</summary>
    public Duration StreamDelay { get; init; } = Duration.FromMilliseconds(10);

    /// <summary>The exchanges beside the venue.</summary>
    public ExchangeFeedOptions ExchangeFeeds { get; init; } = new();

    /// <summary>Which <c>price_change</c> frames are delivered late.</summary>
    public LateFrameOptions LateFrames { get; init; } = new();

    /// <summary>Which frames carry the SHA-1 hash of the book: every n-th change; 1 is every. The others carry an empty hash. Default 1.</summary>
    public int BookHashEvery { get; init; } = 1;

    /// <summary>How long a deleted API key still works. The venue documents nothing. Default 0.</summary>
    public Duration RevocationDelay { get; init; } = Duration.Zero;

    /// <summary>Faults that are switched on at the first moment the venue reaches. Default none.</summary>
    public IReadOnlyList<FaultPlan> Faults { get; init; } = [];

    /// <summary>Which rate limits are enforced. Default none.</summary>
    public RateLimitOptions RateLimits { get; init; } = new();

    /// <summary>How long a balance that was looked at is answered again unseen, and placements judged by it. Default 0, 0 or more.</summary>
    public Duration BalanceCacheLag { get; init; } = Duration.Zero;

    /// <summary>
    /// One entry of a batch off the grid refuses the whole batch with 400 (a third-party observation). Default true: the harder case.
    /// </summary>
    public bool OffGridEntryRefusesBatch { get; init; } = true;

    /// <summary>A user socket that has not authenticated by then is closed. The venue names no time. Default 30 s, more than 0.</summary>
    public Duration IdleUserSocketTimeout { get; init; } = Duration.FromSeconds(30);

    /// <summary>The answer of <c>/version</c>: 2 or 3. Default 2.</summary>
    public int OrderVersion { get; init; } = 2;

    /// <summary>How relayed transactions proceed.</summary>
    public RelayerOptions Relayer { get; init; } = new();

    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range; the message names it.</exception>
    public void Validate()
    {
        RateLimits.Validate();
        ArgumentOutOfRangeException.ThrowIfNegative(BalanceCacheLag.Micros, nameof(BalanceCacheLag));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(IdleUserSocketTimeout.Micros, nameof(IdleUserSocketTimeout));
        if (OrderVersion is not (2 or 3))
        {
            throw new ArgumentOutOfRangeException(nameof(OrderVersion), OrderVersion, "The order version is 2 or 3.");
        }

        Relayer.Validate();
        ArgumentOutOfRangeException.ThrowIfNegative(StartingCollateral.Micros, nameof(StartingCollateral));
        ArgumentOutOfRangeException.ThrowIfNegative(RequestDelay.Micros, nameof(RequestDelay));
        ArgumentOutOfRangeException.ThrowIfNegative(ResponseDelay.Micros, nameof(ResponseDelay));
        ArgumentOutOfRangeException.ThrowIfNegative(DelayJitter.Micros, nameof(DelayJitter));
        ArgumentOutOfRangeException.ThrowIfNegative(StreamDelay.Micros, nameof(StreamDelay));
        ArgumentOutOfRangeException.ThrowIfNegative(RevocationDelay.Micros, nameof(RevocationDelay));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(BookHashEvery, nameof(BookHashEvery));
        ExchangeFeeds.Validate();
        LateFrames.Validate();
    }
}

/// <summary>
/// Lateness of <c>price_change</c> frames. Measured on 5 185 raw frames of a hot window, about 500 a second: 19.9 % carried an
/// older timestamp than one already seen, late by 1 / 3 / 7 / 16 / 52 ms at q25 / 50 / 75 / 90 / 99 and 89 ms at most. The
/// defaults reproduce that at that rate. What is drawn is the delay, not the lateness: at the mean rate of about 100 frames a
/// second few delayed frames are overtaken, and about 5 % are seen to be late. Raise the share and the mean to press harder.
/// </summary>
public sealed record LateFrameOptions
{
    /// <summary>Share of frames that are delayed beyond <see cref="SimulatorOptions.StreamDelay"/>, 0 to 1; 0 turns lateness off. Default 0.29.</summary>
    public double Share { get; init; } = 0.29;

    /// <summary>Mean of the exponential extra delay. Default 7 ms.</summary>
    public Duration Mean { get; init; } = Duration.FromMilliseconds(7);

    /// <summary>No frame is delayed longer than this. Default 89 ms.</summary>
    public Duration Longest { get; init; } = Duration.FromMilliseconds(89);

    internal void Validate()
    {
        if (Share is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Share), Share, "The share of late frames lies between 0 and 1.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(Mean.Micros, nameof(Mean));
        ArgumentOutOfRangeException.ThrowIfNegative(Longest.Micros, nameof(Longest));
    }
}
