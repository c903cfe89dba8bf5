using System.Globalization;
using System.Text;
using PolyCloud.Engine.Values;

namespace PolyCloud.Research.Importing.Reading;

/// <summary>One field of a record as text, and where it stands; reading it as something else names that place where it fails.</summary>
public readonly record struct FieldText(string File, long Line, string Name, string Text)
{
    public bool IsEmpty => Text.Length == 0;

    /// <exception cref="RecordingFormatException">No price from 0 to 1 with at most four decimals.</exception>
    public Price Price() => Engine.Values.Price.TryParse(Bytes(Text), out var price) ? price : throw Bad("a price from 0 to 1 with at most four decimals");

    /// <summary>Decimals beyond the sixth come from recorders that compute in floating point, and are cut off.</summary>
    /// <exception cref="RecordingFormatException">No size from zero to a thousand million shares.</exception>
    public Size Size()
    {
        var point = Text.IndexOf('.');
        var cut = point >= 0 && Text.Length > point + 1 + Engine.Values.Size.Decimals ? Text[..(point + 1 + Engine.Values.Size.Decimals)] : Text;
        return Engine.Values.Size.TryParse(Bytes(cut), out var size) && size.Units >= 0 && size <= SizeMax ? size : throw Bad("shares, from zero to a thousand million");
    }

    /// <exception cref="RecordingFormatException">No price in dollars above zero and up to a thousand million.</exception>
    public OraclePrice Underlying() => OraclePrice.TryParse(Bytes(Text), out var price) && price.Units > 0 && price.Units <= UnderlyingMax ? price : throw Bad("a price in dollars above zero");

    /// <summary>The same for an integer of 18 decimals without a point.</summary>
    /// <exception cref="RecordingFormatException">No positive integer.</exception>
    public OraclePrice UnderlyingUnits() =>
        Int128.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var units) && units > 0 && units <= UnderlyingMax ? new OraclePrice(units) : throw Bad("an integer of 18 decimals above zero");

    /// <exception cref="RecordingFormatException">No whole number of milliseconds of this age.</exception>
    public Timestamp Milliseconds() => Timestamp.FromMilliseconds(Whole("Unix milliseconds", 1_000));

    /// <exception cref="RecordingFormatException">No whole number of seconds of this age.</exception>
    public Timestamp WholeSeconds() => Timestamp.FromSeconds(Whole("Unix seconds", 1));

    /// <summary>Seconds with any decimals; what is below a microsecond is cut off.</summary>
    /// <exception cref="RecordingFormatException">No number of seconds of this age.</exception>
    public Timestamp Seconds() =>
        decimal.TryParse(Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= OldestSeconds and < YoungestSeconds
            ? new Timestamp((long)(seconds * Timestamp.PerSecond))
            : throw Bad("Unix seconds");

    /// <exception cref="RecordingFormatException">Neither of the outcomes' names.</exception>
    public Outcome Outcome() => Text.ToUpperInvariant() switch
    {
        "UP" => Engine.Values.Outcome.Up,
        "DOWN" => Engine.Values.Outcome.Down,
        _ => throw Bad("Up or Down"),
    };

    /// <exception cref="RecordingFormatException">Neither of the sides' names.</exception>
    public Side Side() => Text.ToUpperInvariant() switch
    {
        "BUY" or "B" => Engine.Values.Side.Buy,
        "SELL" or "S" => Engine.Values.Side.Sell,
        _ => throw Bad("a side: buy or sell"),
    };

    /// <summary>An error that names this place.</summary>
    public RecordingFormatException Bad(string expected) => new(File, Line, Name, $"is '{(Text.Length > 60 ? Text[..60] + "…" : Text)}', expected {expected}.");

    /// <summary>A thousand times all shares of the largest window: more is damage, and its products would overflow.</summary>
    private static readonly Size SizeMax = Engine.Values.Size.Shares(1_000_000_000);

    /// <summary>A thousand million dollars, ten thousand times the dearest asset.</summary>
    private static readonly Int128 UnderlyingMax = Int128.CreateChecked(1_000_000_000) * 1_000_000_000_000_000_000;

    /// <summary>The first of January 2020: before the venue.</summary>
    private const long OldestSeconds = 1_577_836_800;

    /// <summary>The year 2100.</summary>
    private const long YoungestSeconds = 4_102_444_800;

    private long Whole(string unit, long perSecond) =>
        long.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value / perSecond is >= OldestSeconds and < YoungestSeconds
            ? value
            : throw Bad(unit);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
