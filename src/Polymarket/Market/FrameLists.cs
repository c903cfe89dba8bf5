using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Market;

/// <summary>Takes the entries of an event's lists, from whichever tokenizer reads them.</summary>
internal static class FrameLists
{
    /// <param name="price">In price units; anything out of range marks the list as wrong.</param>
    /// <param name="size">In size units, likewise.</param>
    public static void AddLevel(ref RawEvent raw, ParsedFrame frame, long price, long size)
    {
        if (price is >= 0 and <= Price.Scale && size >= 0)
        {
            frame.AddLevel(new Price((int)price), new Size(size));
        }
        else
        {
            raw.IsListWrong = true;
        }
    }

    public static void AddChange(ref RawEvent raw, ParsedFrame frame, TokenDirectory tokens, scoped in RawChange change)
    {
        if (!WireDecimal.TryPrice(change.Price, out var price) || !WireDecimal.TrySize(change.Size, out var size) || !WireDecimal.TrySide(change.Side, out var side))
        {
            raw.IsListWrong = true;
            return;
        }

        if (!tokens.TryFindToken(change.Token, out var market, out var outcome))
        {
            raw.IsTokenUnknown = true;
            return;
        }

        // One frame tells of one condition; two would have no common moment to apply.
        raw.IsListWrong |= raw.Changes.Count > 0 && market != raw.ChangesMarket;
        raw.ChangesMarket = market;
        raw.Changes = raw.Changes with { Count = raw.Changes.Count + 1 };

        // The hash is a check, not the data: an unreadable one is none.
        _ = Hash160.TryParse(change.Hash, out var hash);
        frame.AddDelta(new BookDelta(outcome, side, price, size), hash);
    }
}

/// <summary>The texts of one entry of a price_change.</summary>
internal ref struct RawChange
{
    public ReadOnlySpan<byte> Token;
    public ReadOnlySpan<byte> Price;
    public ReadOnlySpan<byte> Size;
    public ReadOnlySpan<byte> Side;
    public ReadOnlySpan<byte> Hash;
}
