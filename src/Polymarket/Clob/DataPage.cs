using System.Text.Json;
using PolyCloud.Engine.Markets;
using PolyCloud.Polymarket.Clob.Json;
using PolyCloud.Polymarket.Orders;
using PolyCloud.Polymarket.Trades;

namespace PolyCloud.Polymarket.Clob;

/// <summary>Reads one page of <c>/data/orders</c> or <c>/data/trades</c>.</summary>
public static class DataPage
{
    private delegate bool ElementReader(ref Utf8JsonReader reader);

    /// <summary>Appends the page's orders.</summary>
    /// <param name="next">The next page's cursor, or <see cref="TradingRequests.LastPage"/>.</param>
    /// <param name="skipped">Elements that could not be read.</param>
    /// <returns>False where the body is no page; what was appended until then is to be thrown away.</returns>
    public static bool TryReadOrders(ReadOnlySpan<byte> body, List<OpenOrder> orders, out string next, out int skipped) =>
        TryRead(
            body,
            (ref Utf8JsonReader reader) =>
            {
                var read = OpenOrder.TryRead(ref reader, out var order);
                if (read)
                {
                    orders.Add(order);
                }

                return read;
            },
            out next,
            out skipped);

    /// <summary>Appends our fills of the page's trades; trades of tokens nobody listed are priced with the crypto fee curve.</summary>
    public static bool TryReadTrades(ReadOnlySpan<byte> body, TradeOwner owner, ITokenCatalog markets, List<VenueFill> fills, out string next, out int skipped)
    {
        var trade = new TradeRecord();
        return TryRead(
            body,
            (ref Utf8JsonReader reader) =>
            {
                var read = TradeReader.TryRead(ref reader, trade, owner);
                if (read)
                {
                    OwnFills.AppendTo(fills, trade, markets.TryToken(trade.Token, out var market, out _) ? market.Spec.Fees : FeeSchedule.Crypto);
                }

                return read;
            },
            out next,
            out skipped);
    }

    private static bool TryRead(ReadOnlySpan<byte> body, ElementReader element, out string next, out int skipped)
    {
        next = TradingRequests.LastPage;
        skipped = 0;
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            var seen = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (LooseValue.IsField(ref reader, "next_cursor"u8))
                {
                    next = LooseValue.String(ref reader) is { Length: > 0 } cursor ? cursor : next;
                }
                else if (LooseValue.IsField(ref reader, "data"u8) && reader.TokenType == JsonTokenType.StartArray)
                {
                    seen = true;
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    {
                        skipped += element(ref reader) ? 0 : 1;
                    }
                }

                reader.Skip();
            }

            return seen;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
