using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Clob;

/// <summary>The answer to any cancel: which orders are cancelled, and why the others are not.</summary>
public sealed class CancelAnswer
{
    private readonly List<Hash256> _cancelled = [];
    private readonly HashSet<Hash256> _known = [];
    private readonly List<(Hash256 Order, string Why)> _refused = [];

    public IReadOnlyList<Hash256> Cancelled => _cancelled;

    public IReadOnlyList<(Hash256 Order, string Why)> Refused => _refused;

    /// <summary>True when this order is among the cancelled.</summary>
    public bool HasCancelled(in Hash256 order) => _known.Contains(order);

    /// <summary>Why this order was not cancelled; null where the answer does not say it was refused.</summary>
    public string? WhyNot(in Hash256 order)
    {
        foreach (var (refused, why) in _refused)
        {
            if (refused == order)
            {
                return why;
            }
        }

        return null;
    }

    /// <summary>Reads <c>canceled</c> and <c>not_canceled</c>; false where the body is no such object.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out CancelAnswer answer)
    {
        answer = new CancelAnswer();
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
                if (LooseValue.IsField(ref reader, "canceled"u8))
                {
                    seen = true;
                    answer.ReadCancelled(ref reader);
                }
                else if (LooseValue.IsField(ref reader, "not_canceled"u8))
                {
                    seen = true;
                    answer.ReadRefused(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }

            return seen;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private void ReadCancelled(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (LooseValue.TryHash(ref reader, out var hash) && _known.Add(hash))
            {
                _cancelled.Add(hash);
            }

            reader.Skip();
        }
    }

    private void ReadRefused(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var known = Hash256.TryParse(reader.ValueSpan, out var hash);
            reader.Read();
            if (known)
            {
                _refused.Add((hash, LooseValue.String(ref reader)));
            }

            reader.Skip();
        }
    }
}
