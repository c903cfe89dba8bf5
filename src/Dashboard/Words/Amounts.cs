using System.Globalization;
using PolyCloud.Engine.Values;

namespace PolyCloud.Dashboard.Words;

/// <summary>Amounts as people read them. Halves are rounded away from zero; a minus is a real minus sign.</summary>
public static class Amounts
{
    public const string Nothing = "–";

    private const char Minus = '\u2212';

    public static decimal Dollars(Money money) => (decimal)money.Micros / Money.Scale;

    public static decimal Shares(Size size) => (decimal)size.Units / Size.Scale;

    public static string Of(Money money, int decimals = 2) => Of(Dollars(money), decimals);

    /// <summary>With a plus where it is a gain.</summary>
    public static string Signed(Money money, int decimals = 2) => Signed(Dollars(money), decimals);

    public static string Of(Size size, int decimals = 2) => Of(Shares(size), decimals);

    public static string Signed(Size size, int decimals = 2) => Signed(Shares(size), decimals);

    /// <summary>Two digits, or four where the price is finer than a cent.</summary>
    public static string Of(Price price) => Of((decimal)price.Units / Price.Scale, price.Units % 100 == 0 ? 2 : 4);

    public static string Of(Price? price) => price is { } known ? Of(known) : Nothing;

    public static string Percent(decimal percent, int decimals = 1) => Of(percent, decimals);

    public static string Of(decimal value, int decimals)
    {
        var rounded = decimal.Round(value, decimals, MidpointRounding.AwayFromZero);
        var digits = Math.Abs(rounded).ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace(',', '\u202f');
        return rounded < 0 ? Minus + digits : digits;
    }

    public static string Signed(decimal value, int decimals)
    {
        var text = Of(value, decimals);
        return decimal.Round(value, decimals, MidpointRounding.AwayFromZero) > 0 ? "+" + text : text;
    }

    public static string Count(long count) => Of(count, 0);

    /// <summary>A class that colours gains and losses; none for what is shown as zero.</summary>
    public static string Tone(Money money) => decimal.Round(Dollars(money), 2, MidpointRounding.AwayFromZero) switch { > 0 => "gain", < 0 => "loss", _ => "" };
}
