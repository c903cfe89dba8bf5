using PolyCloud.Engine.Values;

namespace PolyCloud.ReadModel.Snapshots;

/// <summary>Percentages for people, rounded to hundredths; 0 where there is no whole.</summary>
public static class Percent
{
    public static decimal Of(Money part, Money whole) => Of(part.Micros, whole.Micros);

    public static decimal Of(Size part, Size whole) => Of(part.Units, whole.Units);

    private static decimal Of(long part, long whole) => whole == 0 ? 0 : decimal.Round(part * 100m / whole, 2, MidpointRounding.AwayFromZero);
}
