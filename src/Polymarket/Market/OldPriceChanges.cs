using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Market;

/// <summary>
/// The two dialects of <c>price_change</c> before today's: until September 2025 the event named one token and listed its
/// <c>changes</c> without a token each; in 2024 it named one token and one change, flat. Neither is on the wire any more, recordings
/// have them. Both tell the same deltas; their hashes are of another text than today's and are left out, so that no check fails by them.
/// </summary>
internal static class OldPriceChanges
{
    /// <summary>One of the list without tokens; its token is known only when the whole event is.</summary>
    public static void AddListed(ref RawEvent raw, ParsedFrame frame, scoped in RawChange change)
    {
        if (!WireDecimal.TryPrice(change.Price, out var price) || !WireDecimal.TrySize(change.Size, out var size) || !WireDecimal.TrySide(change.Side, out var side))
        {
            raw.IsListWrong = true;
            return;
        }

        raw.TokenlessChanges = raw.TokenlessChanges with { Count = raw.TokenlessChanges.Count + 1 };
        frame.AddDelta(new BookDelta(Outcome.Up, side, price, size), default);
    }

    /// <summary>True for an event of one of the dialects; its deltas then stand as today's, or are marked as wrong or of an unknown token.</summary>
    public static bool TryModernise(ref RawEvent raw, ParsedFrame frame, TokenDirectory tokens)
    {
        if (raw.Changes.IsGiven || raw.Token.IsEmpty || !(raw.TokenlessChanges.IsGiven || IsFlat(raw)))
        {
            return false;
        }

        if (!raw.TokenlessChanges.IsGiven)
        {
            raw.TokenlessChanges = new FrameRange(frame.DeltaCount, 0, IsGiven: true);
            AddListed(ref raw, frame, new RawChange { Price = raw.Price, Size = raw.Size, Side = raw.Side });
        }

        raw.IsTokenUnknown = !tokens.TryFindToken(raw.Token, out raw.ChangesMarket, out var outcome);
        raw.Changes = raw.TokenlessChanges;
        frame.SetOutcome(raw.Changes, outcome);
        return true;
    }

    private static bool IsFlat(scoped in RawEvent raw) => !raw.Price.IsEmpty && !raw.Size.IsEmpty && !raw.Side.IsEmpty;
}
