using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;

namespace PolyCloud.Engine.Strategies;

/// <summary>
/// What one bot wants in one market at one moment, written anew at each look. What is not written is not wanted: its live order is
/// cancelled. Belongs to the engine; a strategy must not keep it.
/// </summary>
internal sealed class QuoteBuffer
{
    private readonly DesiredQuote[] _quotes = new DesiredQuote[QuoteSlot.Count];

    /// <summary>One bit for each slot that is wanted.</summary>
    public ulong Wanted { get; private set; }

    /// <summary>Why nothing, or less than usual, is wanted; none while all is.</summary>
    public Reason Reason { get; set; }

    /// <summary>Whether the strategy's own condition for trading is met, whatever else forbids it; counted in the reports.</summary>
    public bool IsEligible { get; set; }

    /// <summary>Complete sets to turn into collateral now; the inventory engine has the last word.</summary>
    public Size MergeWanted { get; set; }

    /// <summary>Complete sets to make of collateral now; the inventory engine has the last word.</summary>
    public Size SplitWanted { get; set; }

    public void Clear()
    {
        Wanted = 0;
        Reason = Reason.None;
        IsEligible = false;
        MergeWanted = Size.Zero;
        SplitWanted = Size.Zero;
    }

    /// <summary>Wants a quote under a name; a second one under the same name replaces the first.</summary>
    /// <exception cref="ArgumentException">The name is the closing layer's or a person's.</exception>
    public void Put(QuoteSlot slot, in DesiredQuote quote)
    {
        if (slot == QuoteSlot.Closing || slot == QuoteSlot.Person)
        {
            throw new ArgumentException("Strategies neither close, the closing layer does, nor speak for a person.", nameof(slot));
        }

        _quotes[slot.Number] = quote;
        Wanted |= slot.Bit;
    }

    public void Remove(QuoteSlot slot) => Wanted &= ~slot.Bit;

    public bool Wants(QuoteSlot slot) => (Wanted & slot.Bit) != 0;

    public ref readonly DesiredQuote this[QuoteSlot slot] => ref _quotes[slot.Number];

    /// <summary>Takes back every quote, keeping the reason.</summary>
    internal void DropQuotes() => Wanted = 0;
}
