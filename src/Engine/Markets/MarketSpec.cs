using PolyCloud.Engine.Rewards;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Markets;

/// <summary>A market's slot in this engine: dense from 0, reused after the market is settled. Never leaves the process.</summary>
public readonly record struct MarketId(int Slot)
{
    public override string ToString() => "m" + Slot;
}

/// <summary>Length of a window.</summary>
public enum WindowInterval : byte
{
    FiveMinutes,
    FifteenMinutes,
    OneHour,
}

/// <summary>How a market decides its winner. Read from the market, never assumed; <see cref="Unknown"/> is not quoted.</summary>
public enum SettlementRule : byte
{
    Unknown,

    /// <summary>Time-weighted average of 60 seconds before the start against the same before the end; a tie is Up.</summary>
    TimeWeightedAverage60Seconds,

    /// <summary>Oracle price at the start against the oracle price at the end; a tie is Up.</summary>
    Spot,

    /// <summary>Open and close of an exchange's candle.</summary>
    ExchangeCandle,

    /// <summary>The venue says who won. No price known here decides it, so nothing that needs a fair value is quoted.</summary>
    Declared,
}

/// <summary>Taker fee: size × rate × (p(1 − p))^exponent, makers pay nothing (venue documentation, trading/fees).</summary>
/// <param name="RateMillionths">The rate in millionths: 70 000 is 0.07.</param>
/// <param name="Exponent">The exponent, 1 on current crypto markets.</param>
/// <param name="ByNotional">The rate is of the notional, size × p, instead of the size: the curve before 30 March 2026.</param>
public readonly record struct FeeSchedule(int RateMillionths, int Exponent, bool ByNotional = false)
{
    public static FeeSchedule Crypto => new(70_000, 1);

    /// <summary>For recordings made before 30 March 2026: size × p × 0.25 × (p(1 − p))².</summary>
    public static FeeSchedule CryptoBeforeApril2026 => new(250_000, 2, ByNotional: true);
}

/// <summary>What is known of one window before it is traded.</summary>
public sealed record MarketSpec
{
    /// <summary>For people: <c>btc-updown-5m-1773307200</c>.</summary>
    public required string Slug { get; init; }

    /// <summary>0x and 64 hexadecimal digits.</summary>
    public required string ConditionId { get; init; }

    /// <summary>Decimal digits of the token's 256-bit number.</summary>
    public required string UpTokenId { get; init; }

    public required string DownTokenId { get; init; }

    /// <summary>Lower-case symbol of the underlying: <c>btc</c>.</summary>
    public required string Asset { get; init; }

    public required WindowInterval Interval { get; init; }

    /// <summary>Start of the window: the strike is fixed here.</summary>
    public required Timestamp Opens { get; init; }

    /// <summary>End of the window: the close is fixed here. Trading goes on for about 90 s.</summary>
    public required Timestamp Closes { get; init; }

    public required TickSize TickSize { get; init; }

    public required Size MinimumOrderSize { get; init; }

    public required FeeSchedule Fees { get; init; }

    public required SettlementRule Settlement { get; init; }

    /// <summary>What a resting order must be to score for liquidity rewards; empty where the market says nothing of them.</summary>
    public RewardProgram Rewards { get; init; }

    /// <summary>Which exchange contract the orders are signed for: true for the multi-outcome one.</summary>
    public bool NegativeRisk { get; init; }

    /// <summary>The event it is one outcome of, where it is one of several that exclude each other; none for a window. Default none.</summary>
    public EventMembership Event { get; init; }

    /// <summary>Which protocol the tokens belong to. Default: conditional tokens, as all windows so far.</summary>
    public MarketVersion Version { get; init; } = MarketVersion.ConditionalTokens;

    /// <summary>The windows it is one of: <c>btc-5m</c>.</summary>
    public string Series => $"{Asset}-{Interval.Name()}";

    public string TokenId(Outcome outcome) => outcome == Outcome.Up ? UpTokenId : DownTokenId;
}
