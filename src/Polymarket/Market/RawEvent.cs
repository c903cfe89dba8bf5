using PolyCloud.Engine.Markets;

namespace PolyCloud.Polymarket.Market;

/// <summary>
/// The fields of one event as they stand in the frame, before they mean anything: the event's type comes last on the wire, so
/// fields are collected first. Lists are read into the <see cref="ParsedFrame"/> at once and stand here as ranges.
/// </summary>
internal ref struct RawEvent
{
    public ReadOnlySpan<byte> EventType;
    public ReadOnlySpan<byte> Market;
    public ReadOnlySpan<byte> Token;
    public ReadOnlySpan<byte> Moment;
    public ReadOnlySpan<byte> Hash;
    public ReadOnlySpan<byte> TickSize;
    public ReadOnlySpan<byte> NewTickSize;
    public ReadOnlySpan<byte> LastTradePrice;
    public ReadOnlySpan<byte> Price;
    public ReadOnlySpan<byte> Size;
    public ReadOnlySpan<byte> Side;
    public ReadOnlySpan<byte> WinningToken;
    public FrameRange Bids;
    public FrameRange Asks;
    public FrameRange Changes;

    /// <summary>Changes of the dialect that names their token once, in the event.</summary>
    public FrameRange TokenlessChanges;

    /// <summary>A list of the event could not be read.</summary>
    public bool IsListWrong;

    /// <summary>A change is of a token that is not registered.</summary>
    public bool IsTokenUnknown;

    /// <summary>The market of the changes read so far.</summary>
    public MarketId ChangesMarket;

    /// <summary>Stores a text field; unknown names are ignored.</summary>
    public void Set(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        switch (name.Length)
        {
            case 4 when name.SequenceEqual("hash"u8): Hash = value; break;
            case 4 when name.SequenceEqual("size"u8): Size = value; break;
            case 4 when name.SequenceEqual("side"u8): Side = value; break;
            case 5 when name.SequenceEqual("price"u8): Price = value; break;
            case 6 when name.SequenceEqual("market"u8): Market = value; break;
            case 8 when name.SequenceEqual("asset_id"u8): Token = value; break;
            case 9 when name.SequenceEqual("timestamp"u8): Moment = value; break;
            case 9 when name.SequenceEqual("tick_size"u8): TickSize = value; break;
            case 10 when name.SequenceEqual("event_type"u8): EventType = value; break;
            case 13 when name.SequenceEqual("new_tick_size"u8): NewTickSize = value; break;
            case 16 when name.SequenceEqual("last_trade_price"u8): LastTradePrice = value; break;
            case 16 when name.SequenceEqual("winning_asset_id"u8): WinningToken = value; break;
            default: break;
        }
    }

    /// <summary>Which list a name stands for.</summary>
    public static FrameList ListOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("price_changes"u8) ? FrameList.Changes
        : name.SequenceEqual("changes"u8) ? FrameList.TokenlessChanges
        : name.SequenceEqual("bids"u8) ? FrameList.Bids
        : name.SequenceEqual("asks"u8) ? FrameList.Asks
        : FrameList.None;

    public void SetList(FrameList list, FrameRange range)
    {
        switch (list)
        {
            case FrameList.Bids: Bids = range; break;
            case FrameList.Asks: Asks = range; break;
            default: Changes = range; break;
        }
    }
}

internal enum FrameList : byte
{
    None,
    Bids,
    Asks,
    Changes,
    TokenlessChanges,
}

/// <summary>A run of entries in one of the frame's buffers; not given where the field was absent.</summary>
internal readonly record struct FrameRange(int First, int Count, bool IsGiven);
