using PolyCloud.Dashboard.Panels;

namespace PolyCloud.Dashboard.Pages;

/// <summary>One page.</summary>
/// <param name="Lead">What it answers, in a sentence.</param>
/// <param name="Boxes">From top to bottom, left to right.</param>
public sealed record PageDefinition(string Path, string Title, string Lead, IReadOnlyList<PanelDefinition> Boxes)
{
    /// <summary>On top of every page: what is on, what is at risk, how old it all is.</summary>
    public static readonly PanelDefinition Status = new("status", typeof(StatusPanel));

    /// <summary>As part of addresses: <c>overview</c>.</summary>
    public string Name => Path == "/" ? "overview" : Path[1..];

    /// <summary>What is sent with each beat.</summary>
    public IReadOnlyList<PanelDefinition> Live { get; } = [Status, .. Boxes.Where(static box => box.IsLive)];
}
