using PolyCloud.Dashboard.Charts;
using PolyCloud.Dashboard.History;

namespace PolyCloud.Dashboard.Panels.Positions;

/// <summary>A panel about one window over its time.</summary>
public abstract class WindowPanel : Panel
{
    protected string Slug => ChosenWindow?.Id ?? Query["window"];

    protected IReadOnlyList<WindowPoint> Points => Thinning.Of(Context.Moment.Past.Window(Slug));

    protected static IReadOnlyList<double> Seconds(IReadOnlyList<WindowPoint> points) => [.. points.Select(static point => point.At.Micros / 1e6)];
}
