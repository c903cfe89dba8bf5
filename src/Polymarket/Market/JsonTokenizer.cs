using System.Text.Json;
using PolyCloud.Engine.Values;

namespace PolyCloud.Polymarket.Market;

/// <summary>The general tokenizer: any JSON. Numbers may stand as numbers or text, fields in any order, unknown ones are stepped over.</summary>
internal static class JsonTokenizer
{
    /// <summary>Reads a frame that is an object or an array of objects.</summary>
    /// <exception cref="JsonException">The bytes are no JSON.</exception>
    public static void Read(ReadOnlySpan<byte> message, ParsedFrame frame, TokenDirectory tokens)
    {
        var reader = new Utf8JsonReader(message);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                ReadEvent(ref reader, frame, tokens);
            }
        }
        else
        {
            ReadEvent(ref reader, frame, tokens);
        }

        // Whatever follows the value is no JSON either.
        reader.Read();
    }

    private static void ReadEvent(ref Utf8JsonReader reader, ParsedFrame frame, TokenDirectory tokens)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            frame.Skip(Sessions.FrameFault.WrongShape);
            return;
        }

        var raw = default(RawEvent);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueIsEscaped ? default : reader.ValueSpan;
            reader.Read();
            var list = reader.TokenType == JsonTokenType.StartArray ? RawEvent.ListOf(name) : FrameList.None;
            switch (list)
            {
                case FrameList.Bids or FrameList.Asks:
                    ReadLevels(ref reader, list, ref raw, frame);
                    break;
                case FrameList.Changes:
                    ReadChanges(ref reader, ref raw, frame, tokens);
                    break;
                case FrameList.TokenlessChanges:
                    ReadTokenlessChanges(ref reader, ref raw, frame);
                    break;
                default:
                    raw.Set(name, Text(ref reader));
                    reader.Skip();
                    break;
            }
        }

        EventInterpreter.Interpret(ref raw, frame, tokens);
    }

    private static void ReadLevels(ref Utf8JsonReader reader, FrameList list, ref RawEvent raw, ParsedFrame frame)
    {
        var first = frame.LevelCount;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var level = ReadEntry(ref reader);
            var price = WireDecimal.TryParse(level.Price, Price.Decimals, out var priceUnits) ? priceUnits : -1;
            var size = WireDecimal.TryParse(level.Size, Size.Decimals, out var sizeUnits) ? sizeUnits : -1;
            FrameLists.AddLevel(ref raw, frame, price, size);
        }

        raw.SetList(list, new FrameRange(first, frame.LevelCount - first, IsGiven: true));
    }

    private static void ReadChanges(ref Utf8JsonReader reader, ref RawEvent raw, ParsedFrame frame, TokenDirectory tokens)
    {
        raw.Changes = new FrameRange(frame.DeltaCount, 0, IsGiven: true);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            FrameLists.AddChange(ref raw, frame, tokens, ReadEntry(ref reader));
        }
    }

    private static void ReadTokenlessChanges(ref Utf8JsonReader reader, ref RawEvent raw, ParsedFrame frame)
    {
        raw.TokenlessChanges = new FrameRange(frame.DeltaCount, 0, IsGiven: true);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            OldPriceChanges.AddListed(ref raw, frame, ReadEntry(ref reader));
        }
    }

    /// <summary>One entry of a list; empty texts where it is no object.</summary>
    private static RawChange ReadEntry(scoped ref Utf8JsonReader reader)
    {
        var entry = default(RawChange);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return entry;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueIsEscaped ? default : reader.ValueSpan;
            reader.Read();
            var value = Text(ref reader);
            switch (name.Length)
            {
                case 4 when name.SequenceEqual("size"u8): entry.Size = value; break;
                case 4 when name.SequenceEqual("side"u8): entry.Side = value; break;
                case 4 when name.SequenceEqual("hash"u8): entry.Hash = value; break;
                case 5 when name.SequenceEqual("price"u8): entry.Price = value; break;
                case 8 when name.SequenceEqual("asset_id"u8): entry.Token = value; break;
                default: break;
            }

            reader.Skip();
        }

        return entry;
    }

    /// <summary>No field that is read needs an escape: an escaped text is none.</summary>
    private static ReadOnlySpan<byte> Text(scoped ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.Number || (reader.TokenType is JsonTokenType.String && !reader.ValueIsEscaped) ? reader.ValueSpan : default;
}
