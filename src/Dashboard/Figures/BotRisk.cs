using PolyCloud.Dashboard.History;

namespace PolyCloud.Dashboard.Figures;

/// <summary>A bot's return against how much it swung on the way.</summary>
/// <param name="Deviation">Sample standard deviation of the changes from point to point, in percent of its capital.</param>
public readonly record struct BotRisk(decimal ReturnPercent, double Deviation)
{
    public static BotRisk Of(IReadOnlyList<BotPoint> past)
    {
        var changes = new List<double>(past.Count);
        for (var place = 1; place < past.Count; place++)
        {
            changes.Add((double)(past[place].ReturnPercent - past[place - 1].ReturnPercent));
        }

        return new(past.Count == 0 ? 0 : past[^1].ReturnPercent, WindowStatistics.DeviationOf(changes));
    }
}
