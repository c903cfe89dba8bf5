using PolyCloud.Engine.Bots;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Effects;

/// <summary>What the engine asks of the world.</summary>
public enum EffectKind : byte
{
    /// <summary>Send a new order; every order field is set.</summary>
    Place,

    /// <summary>Cancel the order of <see cref="Effect.Intent"/>.</summary>
    Cancel,

    /// <summary>Cancel all orders of <see cref="Effect.Market"/> at the venue, known or not.</summary>
    CancelMarket,

    /// <summary>Cancel all orders of this credential at the venue.</summary>
    CancelAll,

    /// <summary>Tell a person: <see cref="Effect.Reason"/>, and where it applies market, intent, size.</summary>
    Alert,

    /// <summary>For journal and logs: the phase, halt or eligibility changed.</summary>
    Note,

    /// <summary>For journal and logs: <see cref="Effect.Bot"/> is in <see cref="Effect.BotState"/> now, for <see cref="Effect.Reason"/>.</summary>
    BotNote,

    /// <summary>Turn <see cref="Effect.Size"/> pairs of <see cref="Effect.Market"/> into dollars; answered by reports on <see cref="Effect.Operation"/>.</summary>
    Merge,

    /// <summary>Turn <see cref="Effect.Size"/> dollars into pairs of <see cref="Effect.Market"/>; answered likewise.</summary>
    Split,

    /// <summary>Turn the winner's shares of a resolved market into dollars; answered likewise.</summary>
    Redeem,
}

/// <summary>One effect. Fields beyond <see cref="Kind"/> are meaningful as the kind says.</summary>
public struct Effect
{
    public EffectKind Kind;
    public OrderType Type;
    public OrderPurpose Purpose;
    public Side Side;
    public Outcome Outcome;
    public bool PostOnly;
    public Reason Reason;
    public MarketPhase Phase;
    public MarketId Market;

    /// <summary>Whose order, operation or state it is.</summary>
    public BotId Bot;
    public BotState BotState;
    public OperationId Operation;
    public Price Price;
    public IntentId Intent;

    /// <summary>Shares of the order, or the quantity an alert speaks of.</summary>
    public Size Size;

    /// <summary>Engine time of the decision; the order's signed timestamp comes from it.</summary>
    public Timestamp At;
}

/// <summary>Caller-owned buffer the engine writes effects to. Bounded: an input that would overflow it breaks an invariant.</summary>
public sealed class EffectBuffer
{
    /// <summary>
    /// One step never needs more: the order table holds 4 096 live orders, each cancelled or placed at most once in a step, and notes
    /// and alerts come a few a market.
    /// </summary>
    public const int DefaultCapacity = (2 * 4_096) + 1_024;

    private readonly Effect[] _effects;

    public EffectBuffer(int capacity = DefaultCapacity) => _effects = new Effect[capacity];

    public int Count { get; private set; }

    public ReadOnlySpan<Effect> Written => _effects.AsSpan(0, Count);

    public void Clear() => Count = 0;

    /// <summary>The next free effect, zeroed, counted as written.</summary>
    /// <exception cref="InvalidOperationException">The buffer is full.</exception>
    public ref Effect Add(EffectKind kind, Timestamp at)
    {
        if (Count == _effects.Length)
        {
            throw new InvalidOperationException("The effect buffer is full: one engine step asked for more effects than any step can need.");
        }

        ref var effect = ref _effects[Count++];
        effect = default;
        effect.Kind = kind;
        effect.At = at;
        return ref effect;
    }
}
