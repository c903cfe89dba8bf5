using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Clob;

/// <summary>Reads the answers that are hardly more than one number.</summary>
public static class BareNumber
{
    /// <summary>The venue's clock.</summary>
    public static bool TryReadTime(ReadOnlySpan<byte> body, out Timestamp time)
    {
        time = default;
        try
        {
            var reader = new Utf8JsonReader(body);
            return reader.Read() && LooseValue.TryMoment(ref reader, out time);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // The latter for half a surrogate pair: JSON, but no text.
            return false;
        }
    }

    /// <summary>The order version of <c>/version</c>: 1, 2 or 3.</summary>
    public static bool TryReadVersion(ReadOnlySpan<byte> body, out long version)
    {
        version = 0;
        try
        {
            var reader = new Utf8JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (LooseValue.IsField(ref reader, "version"u8) && LooseValue.TryInteger(ref reader, out version))
                {
                    return true;
                }

                reader.Skip();
            }

            return false;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
