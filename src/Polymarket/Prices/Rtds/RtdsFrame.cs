using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Prices.Rtds;

/// <summary>The fields of one frame of the legacy price socket, envelope and payload together, as they stand in it.</summary>
internal ref struct RtdsFrame
{
    /// <summary>An exact price and its rounded one differ by less than this share; more means another scale or another price.</summary>
    private const double Agreement = 0.001;

    private ReadOnlySpan<byte> _exact;
    private ReadOnlySpan<byte> _value;
    private bool _isPayload;

    public ReadOnlySpan<byte> Topic;
    public ReadOnlySpan<byte> Type;
    public ReadOnlySpan<byte> Symbol;

    /// <summary>Of the price, not of the frame.</summary>
    public Timestamp Moment;

    /// <summary>An average over anything but sixty seconds.</summary>
    public bool HasOtherWindow;

    /// <summary>Topics the venue has; those without prices of underlyings are of no interest.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> topic) =>
        topic.StartsWith("crypto_prices"u8) || topic.SequenceEqual("equity_prices"u8) || topic.SequenceEqual("activity"u8) || topic.SequenceEqual("comments"u8);

    /// <summary>Takes the field the reader stands on, and leaves it on the value's last token.</summary>
    public void Set(ref Utf8JsonReader reader)
    {
        if (!_isPayload && LooseValue.IsField(ref reader, "payload"u8))
        {
            _isPayload = true;
            while (reader.TokenType != JsonTokenType.EndObject && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                Set(ref reader);
                reader.Skip();
            }

            _isPayload = false;
        }
        else if (!_isPayload && LooseValue.IsField(ref reader, "topic"u8))
        {
            Topic = LooseValue.Text(ref reader);
        }
        else if (!_isPayload && LooseValue.IsField(ref reader, "type"u8))
        {
            Type = LooseValue.Text(ref reader);
        }
        else if (_isPayload)
        {
            SetPayload(ref reader);
        }
    }

    /// <summary>The exact price; where both forms are given they must agree.</summary>
    public readonly bool TryPrice(out OraclePrice price)
    {
        if (_exact.IsEmpty)
        {
            return OraclePrice.TryParse(_value, out price) && price.Units > 0;
        }

        if (!TryExact(out price) || price.Units <= 0)
        {
            return false;
        }

        return _value.IsEmpty || (System.Buffers.Text.Utf8Parser.TryParse(_value, out double rounded, out var consumed)
            && consumed == _value.Length && Math.Abs((price.ToDouble() / rounded) - 1) < Agreement);
    }

    private readonly bool TryExact(out OraclePrice price)
    {
        if (_exact.Contains((byte)'.'))
        {
            return OraclePrice.TryParse(_exact, out price);
        }

        var parsed = Int128.TryParse(_exact, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var units);
        price = new OraclePrice(units);
        return parsed;
    }

    private void SetPayload(ref Utf8JsonReader reader)
    {
        if (LooseValue.IsField(ref reader, "symbol"u8))
        {
            Symbol = LooseValue.Text(ref reader);
        }
        else if (LooseValue.IsField(ref reader, "timestamp"u8))
        {
            _ = LooseValue.TryMoment(ref reader, out Moment);
        }
        else if (LooseValue.IsField(ref reader, "value"u8))
        {
            _value = LooseValue.Text(ref reader);
        }
        else if (LooseValue.IsField(ref reader, "full_accuracy_value"u8))
        {
            _exact = LooseValue.Text(ref reader);
        }
        else if (LooseValue.IsField(ref reader, "window_s"u8))
        {
            HasOtherWindow = !LooseValue.TryInteger(ref reader, out var seconds) || seconds != PriceStream.AverageWindowSeconds;
        }
    }
}
