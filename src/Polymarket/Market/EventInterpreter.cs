using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Sessions;

namespace PolyCloud.Polymarket.Market;

/// <summary>Turns the collected fields of one event into a typed one, or into the reason why it is skipped.</summary>
internal static class EventInterpreter
{
    public static void Interpret(scoped ref RawEvent raw, ParsedFrame frame, TokenDirectory tokens)
    {
        if (raw.EventType.SequenceEqual("price_change"u8))
        {
            OldPriceChanges.TryModernise(ref raw, frame, tokens);
            AddDeltas(raw, frame, tokens);
        }
        else if (raw.EventType.SequenceEqual("book"u8))
        {
            AddBook(raw, frame, tokens);
        }
        else if (raw.EventType.SequenceEqual("last_trade_price"u8))
        {
            AddTrade(raw, frame, tokens);
        }
        else if (raw.EventType.SequenceEqual("best_bid_ask"u8) || raw.EventType.SequenceEqual("new_market"u8))
        {
            // The first repeats what the book says; the second tells of every market of the venue.
            frame.Ignore();
        }
        else if (raw.EventType.SequenceEqual("tick_size_change"u8))
        {
            AddTickSize(raw, frame, tokens);
        }
        else if (raw.EventType.SequenceEqual("market_resolved"u8))
        {
            AddResolution(raw, frame, tokens);
        }
        else
        {
            frame.Skip(raw.EventType.IsEmpty ? FrameFault.WrongShape : FrameFault.UnknownEvent);
        }
    }

    private static void AddDeltas(scoped in RawEvent raw, ParsedFrame frame, TokenDirectory tokens)
    {
        if (raw.IsListWrong || !raw.Changes.IsGiven || !WireDecimal.TryMoment(raw.Moment, out var moment))
        {
            frame.Skip(FrameFault.WrongShape);
        }
        else if (raw.IsTokenUnknown || raw.Changes.Count == 0)
        {
            frame.Skip(raw.IsTokenUnknown ? FrameFault.UnknownToken : FrameFault.WrongShape);
        }
        else if (IsOfMarket(raw, tokens, raw.ChangesMarket, frame))
        {
            ref var added = ref frame.AddEvent();
            added.Kind = MarketEventKind.Deltas;
            added.Market = raw.ChangesMarket;
            added.VenueTime = moment;
            added.Changes = raw.Changes;
        }
    }

    private static void AddBook(scoped in RawEvent raw, ParsedFrame frame, TokenDirectory tokens)
    {
        if (raw.IsListWrong || !raw.Bids.IsGiven || !raw.Asks.IsGiven || !WireDecimal.TryMoment(raw.Moment, out var moment))
        {
            frame.Skip(FrameFault.WrongShape);
        }
        else if (IsKnownToken(raw, raw.Token, tokens, frame, out var market, out var outcome))
        {
            _ = Hash160.TryParse(raw.Hash, out var hash);
            ref var added = ref frame.AddEvent();
            added.Kind = MarketEventKind.Book;
            added.Market = market;
            added.Outcome = outcome;
            added.VenueTime = moment;
            added.Bids = raw.Bids;
            added.Asks = raw.Asks;
            added.Envelope = new BookEnvelope(
                hash,
                TickSize.TryParse(raw.TickSize, out var tick) ? tick : null,
                WireDecimal.TryPrice(raw.LastTradePrice, out var price) ? price : null);
        }
    }

    private static void AddTrade(scoped in RawEvent raw, ParsedFrame frame, TokenDirectory tokens)
    {
        if (!WireDecimal.TryPrice(raw.Price, out var price) || !WireDecimal.TrySize(raw.Size, out var size)
            || !WireDecimal.TrySide(raw.Side, out var side) || !WireDecimal.TryMoment(raw.Moment, out var moment))
        {
            frame.Skip(FrameFault.WrongShape);
        }
        else if (IsKnownToken(raw, raw.Token, tokens, frame, out var market, out var outcome))
        {
            ref var added = ref frame.AddEvent();
            added.Kind = MarketEventKind.Trade;
            added.Market = market;
            added.Print = new TradePrint(outcome, side, price, size, moment);
        }
    }

    private static void AddTickSize(scoped in RawEvent raw, ParsedFrame frame, TokenDirectory tokens)
    {
        if (!TickSize.TryParse(raw.NewTickSize, out var tick))
        {
            frame.Skip(FrameFault.WrongShape);
        }
        else if (IsKnownToken(raw, raw.Token, tokens, frame, out var market, out _))
        {
            ref var added = ref frame.AddEvent();
            added.Kind = MarketEventKind.TickSize;
            added.Market = market;
            added.Tick = tick;
        }
    }

    private static void AddResolution(scoped in RawEvent raw, ParsedFrame frame, TokenDirectory tokens)
    {
        if (raw.Market.IsEmpty || raw.WinningToken.IsEmpty)
        {
            frame.Skip(FrameFault.WrongShape);
        }
        else if (IsKnownToken(raw, raw.WinningToken, tokens, frame, out var market, out var outcome))
        {
            ref var added = ref frame.AddEvent();
            added.Kind = MarketEventKind.Resolved;
            added.Market = market;
            added.Outcome = outcome;
        }
    }

    private static bool IsKnownToken(scoped in RawEvent raw, ReadOnlySpan<byte> token, TokenDirectory tokens, ParsedFrame frame, out MarketId market, out Outcome outcome)
    {
        if (tokens.TryFindToken(token, out market, out outcome))
        {
            return IsOfMarket(raw, tokens, market, frame);
        }

        frame.Skip(token.IsEmpty ? FrameFault.WrongShape : FrameFault.UnknownToken);
        return false;
    }

    /// <summary>The event's condition, where it names one, is that of its tokens; otherwise one of the two is damaged.</summary>
    private static bool IsOfMarket(scoped in RawEvent raw, TokenDirectory tokens, MarketId market, ParsedFrame frame)
    {
        if (raw.Market.IsEmpty || (tokens.TryFindMarket(raw.Market, out var named) && named == market))
        {
            return true;
        }

        frame.Skip(FrameFault.WrongShape);
        return false;
    }
}
