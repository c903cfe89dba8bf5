using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Orders;

/// <summary>How far one order is, as the gateway sees it.</summary>
internal enum GatewayOrderState : byte
{
    /// <summary>Its placement is in flight.</summary>
    Placing,

    /// <summary>Signed and to be sent: at the end of this step, or again after a pause because its placement never left.</summary>
    WaitingToSend,

    /// <summary>Sent once the venue has looked at the wallet's balance again.</summary>
    WaitingForBalance,

    /// <summary>Refused for its version; signed once more when the venue has said which it wants.</summary>
    AskingVersion,

    /// <summary>The outcome of its placement is not known.</summary>
    Unknown,

    /// <summary>It rests, or is held.</summary>
    Live,

    /// <summary>Finished; remembered for late fills.</summary>
    Done,
}

/// <summary>One order of the gateway.</summary>
internal sealed class GatewayOrder
{
    public required IntentId Intent { get; init; }

    /// <summary>The effect that asked for it.</summary>
    public required Effect Decided { get; init; }

    /// <summary>The venue's id of it; another one once it was signed anew.</summary>
    public required Hash256 Hash { get; set; }

    public required MarketId Market { get; init; }

    public required string ConditionId { get; init; }

    public required UInt256 Token { get; init; }

    public required Side Side { get; init; }

    public required Size Size { get; init; }

    public required OrderType Type { get; init; }

    public required OrderPurpose Purpose { get; init; }

    /// <summary>When the engine decided it.</summary>
    public required Timestamp DecidedAt { get; init; }

    /// <summary>The placement's body, let go when the order is finished.</summary>
    public ReadOnlyMemory<byte> Entry { get; set; }

    public GatewayOrderState State { get; set; }

    /// <summary>The last report: repeated when the engine asks to cancel what is finished.</summary>
    public OrderReport Last { get; set; }

    public Size Matched { get; set; }

    /// <summary>It was signed a second time; there is no third.</summary>
    public bool IsResigned { get; set; }

    /// <summary>Times it was refused for want of tokens that we count as ours.</summary>
    public int BalanceRefusals { get; set; }

    /// <summary>The venue has had it for certain: its absence then means that it is over, not that it never came.</summary>
    public bool Acknowledged { get; set; }

    /// <summary>The user stream, or whoever else tells without being asked, has spoken of it.</summary>
    public bool IsToldOf { get; set; }

    /// <summary>When its bytes were last handed over.</summary>
    public Timestamp SentAt { get; set; }

    /// <summary>A cancel is to go out as soon as it may.</summary>
    public bool CancelWanted { get; set; }

    public bool CancelInFlight { get; set; }

    /// <summary>The venue is being asked about it because something about it is not known.</summary>
    public bool InDoubt { get; set; }

    public bool AskInFlight { get; set; }

    public int Asks { get; set; }

    /// <summary>Rounds in which neither order nor trade was found.</summary>
    public int NotFound { get; set; }

    /// <summary>Pages of trades read in the present round.</summary>
    public int TradePages { get; set; }

    /// <summary>Shares of its trades found in the present round.</summary>
    public Size Found { get; set; }

    /// <summary>The moment its timer means; other timers of it are stale.</summary>
    public Timestamp Due { get; set; }

    /// <summary>Its place in the list of unfinished orders.</summary>
    public int ActiveIndex { get; set; }

    /// <summary>Immediate types leave nothing resting.</summary>
    public bool IsImmediate => Type is OrderType.Fak or OrderType.Fok;

    /// <summary>Shares may drift by a hundredth at the venue; what is left below that is nothing.</summary>
    public bool IsWhole(Size matched) => (Size - matched).Units <= Engine.Values.Size.Scale / 100;
}
