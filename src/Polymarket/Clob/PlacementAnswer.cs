using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Clob;

/// <summary>What the venue says of an order at placement.</summary>
public enum PlacementStatus : byte
{
    /// <summary>A word nobody knows yet.</summary>
    Unrecognised,
    Live,

    /// <summary>At least partly filled at once.</summary>
    Matched,

    /// <summary>Held by the venue; the outcome comes later.</summary>
    Delayed,

    /// <summary>Taken but not filled; official readings differ, so it is reconciled.</summary>
    Unmatched,
}

/// <summary>The answer to one placement, or one entry of a batch's answer.</summary>
/// <param name="Order">The venue's id of it; zero where none is told.</param>
/// <param name="Making">Given at placement, in decimal units of the maker's asset; zero when it rests.</param>
/// <param name="Taking">Received at placement, in decimal units of the taker's asset.</param>
public readonly record struct PlacementAnswer(bool Success, string Error, bool HasOrderId, Hash256 Order, PlacementStatus Status, Size Making, Size Taking)
{
    /// <summary>The trades of what matched at once; null where none are told. Each settles, or fails, by itself.</summary>
    public IReadOnlyList<string>? TradeIds { get; init; }

    /// <summary>The rule of the venue's own client, with <c>unmatched</c> counted as taken.</summary>
    public bool Accepted => Success && Error.Length == 0 && HasOrderId && Status != PlacementStatus.Unrecognised;

    /// <summary>Reads one answer; false where the body is no JSON object.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out PlacementAnswer answer)
    {
        answer = default;
        try
        {
            var reader = new Utf8JsonReader(body);
            return reader.Read() && TryRead(ref reader, out answer);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Reads the answer to a batch; false where the body is no array of objects.</summary>
    public static bool TryReadBatch(ReadOnlySpan<byte> body, List<PlacementAnswer> answers)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (!TryRead(ref reader, out var answer))
                {
                    return false;
                }

                answers.Add(answer);
            }

            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool TryRead(ref Utf8JsonReader reader, out PlacementAnswer answer)
    {
        answer = new PlacementAnswer(false, "", false, default, default, default, default);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (LooseValue.IsField(ref reader, "success"u8))
            {
                answer = answer with { Success = LooseValue.Flag(ref reader) };
            }
            else if (LooseValue.IsField(ref reader, "errorMsg"u8) || LooseValue.IsField(ref reader, "error"u8))
            {
                answer = answer with { Error = LooseValue.String(ref reader) };
            }
            else if (LooseValue.IsField(ref reader, "orderID"u8))
            {
                answer = answer with { HasOrderId = LooseValue.Text(ref reader).Length > 0, Order = LooseValue.TryHash(ref reader, out var hash) ? hash : default };
            }
            else if (LooseValue.IsField(ref reader, "status"u8))
            {
                answer = answer with { Status = StatusOf(LooseValue.Text(ref reader)) };
            }
            else if (LooseValue.IsField(ref reader, "makingAmount"u8))
            {
                answer = answer with { Making = LooseValue.TrySize(ref reader, out var making) ? making : default };
            }
            else if (LooseValue.IsField(ref reader, "takingAmount"u8))
            {
                answer = answer with { Taking = LooseValue.TrySize(ref reader, out var taking) ? taking : default };
            }
            else if (LooseValue.IsField(ref reader, "tradeIDs"u8) && reader.TokenType == JsonTokenType.StartArray)
            {
                answer = answer with { TradeIds = ReadIds(ref reader) };
            }

            reader.Skip();
        }

        return true;
    }

    private static List<string> ReadIds(ref Utf8JsonReader reader)
    {
        var ids = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (LooseValue.String(ref reader) is { Length: > 0 } id)
            {
                ids.Add(id);
            }

            reader.Skip();
        }

        return ids;
    }

    private static PlacementStatus StatusOf(ReadOnlySpan<byte> text) =>
        System.Text.Ascii.EqualsIgnoreCase(text, "live"u8) ? PlacementStatus.Live
        : System.Text.Ascii.EqualsIgnoreCase(text, "matched"u8) ? PlacementStatus.Matched
        : System.Text.Ascii.EqualsIgnoreCase(text, "delayed"u8) ? PlacementStatus.Delayed
        : System.Text.Ascii.EqualsIgnoreCase(text, "unmatched"u8) ? PlacementStatus.Unmatched
        : PlacementStatus.Unrecognised;
}
