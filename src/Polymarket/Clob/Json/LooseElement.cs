using System.Globalization;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Clob.Json;

/// <summary>
/// One value of an answer that is read in no hurry, with the same tolerance as <see cref="LooseValue"/>: numbers as text, unset
/// decimals as empty text or null, seconds, milliseconds or dates, arrays as JSON inside text. Nothing throws; what is not there
/// or not readable is null, empty or false.
/// </summary>
public readonly struct LooseElement(JsonElement json)
{
    /// <summary>Unix seconds stay below this until the year 5138; milliseconds passed it in 1973.</summary>
    private const long FirstMilliseconds = 100_000_000_000;

    /// <summary>The field under the first of these names that is there; older and newer answers name the same field differently.</summary>
    public LooseElement this[params ReadOnlySpan<string> names]
    {
        get
        {
            foreach (var name in names)
            {
                if (Field(name) is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } value)
                {
                    return new LooseElement(value);
                }
            }

            return default;
        }
    }

    public bool IsThere => json.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    public bool IsObject => json.ValueKind == JsonValueKind.Object;

    public bool IsArray => json.ValueKind == JsonValueKind.Array;

    /// <summary>The text, or the digits of a number; empty for anything else.</summary>
    public string Text => json.ValueKind switch
    {
        JsonValueKind.String => StringOf(json),
        JsonValueKind.Number => json.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "",
    };

    /// <summary>The value as the venue wrote it.</summary>
    public string Raw => IsThere ? json.GetRawText() : "";

    public bool Flag => Text is "1" || Text.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Null where nothing is said.</summary>
    public bool? MaybeFlag => Text.Length == 0 ? null : Flag;

    public decimal? Number => decimal.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    public long? Integer => Number is { } value && decimal.Truncate(value) == value && Math.Abs(value) <= long.MaxValue ? (long)value : null;

    /// <summary>From 0 to 1; finer than 1/10 000 is rounded to the nearest.</summary>
    public Price? Price => Scaled(Engine.Values.Price.Scale, down: false) is >= 0 and <= Engine.Values.Price.Scale and { } units ? new Price((int)units) : null;

    /// <summary>Shares, not negative; finer than a micro-share is cut off.</summary>
    public Size? Size => Scaled(Engine.Values.Size.Scale, down: true) is >= 0 and { } units ? new Size(units) : null;

    /// <summary>Dollars, of either sign, to the nearest micro-dollar.</summary>
    public Money? Money => Scaled(1_000_000, down: false) is { } units ? new Money(units) : null;

    public UInt256? Token => UInt256.TryParse(System.Text.Encoding.UTF8.GetBytes(Text), out var token) ? token : null;

    public Hash256? Hash => Hash256.TryParse(System.Text.Encoding.UTF8.GetBytes(Text), out var hash) ? hash : null;

    public Side? Side => Text.ToUpperInvariant() switch
    {
        "BUY" => Engine.Values.Side.Buy,
        "SELL" => Engine.Values.Side.Sell,
        _ => null,
    };

    public TickSize? Tick => TickSize.TryParse(System.Text.Encoding.UTF8.GetBytes(Text), out var tick) ? tick : null;

    /// <summary>Unix seconds or milliseconds, told apart by magnitude, or a date as text.</summary>
    public Timestamp? Moment
    {
        get
        {
            if (Number is { } value)
            {
                return value is <= 0 or >= FirstMilliseconds * 1000 ? null
                    : value < FirstMilliseconds ? new Timestamp((long)(value * Timestamp.PerSecond))
                    : new Timestamp((long)(value * Timestamp.PerMillisecond));
            }

            return DateTimeOffset.TryParse(Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
                ? new Timestamp((date.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond)
                : null;
        }
    }

    /// <summary>The elements of an array, also of one that is JSON inside text; none for anything else.</summary>
    public IReadOnlyList<LooseElement> Items
    {
        get
        {
            if (json.ValueKind == JsonValueKind.Array)
            {
                return [.. json.EnumerateArray().Select(item => new LooseElement(item))];
            }

            return json.ValueKind == JsonValueKind.String && Text.StartsWith('[') && TryParse(System.Text.Encoding.UTF8.GetBytes(Text), out var inner) ? inner.Items : [];
        }
    }

    public IReadOnlyList<string> Texts => [.. Items.Select(item => item.Text)];

    /// <summary>The fields of an object, each name once; none for anything else.</summary>
    public IReadOnlyList<KeyValuePair<string, LooseElement>> Fields => json.ValueKind == JsonValueKind.Object
        ? [.. json.EnumerateObject().Select(entry => KeyValuePair.Create(NameOf(entry), new LooseElement(entry.Value))).DistinctBy(entry => entry.Key)]
        : [];

    /// <summary>Parses a body; false where it is no JSON.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> body, out LooseElement element)
    {
        element = default;
        try
        {
            using var document = JsonDocument.Parse(body);
            element = new LooseElement(document.RootElement.Clone());
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private long? Scaled(long scale, bool down)
    {
        if (Number is not { } value || Math.Abs(value) > long.MaxValue / scale)
        {
            return null;
        }

        return (long)(down ? decimal.Floor(value * scale) : decimal.Round(value * scale, MidpointRounding.AwayFromZero));
    }

    private JsonElement Field(string name)
    {
        try
        {
            return json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;
        }
        catch (InvalidOperationException)
        {
            // A name beside it is half a surrogate pair: JSON, but no text to compare with.
            return default;
        }
    }

    private static string NameOf(JsonProperty field)
    {
        try
        {
            return field.Name;
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }

    private static string StringOf(JsonElement json)
    {
        try
        {
            return json.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: JSON, but no text.
            return "";
        }
    }
}
