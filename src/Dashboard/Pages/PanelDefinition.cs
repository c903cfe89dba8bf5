namespace PolyCloud.Dashboard.Pages;

/// <summary>One box of a page.</summary>
/// <param name="Id">Of its element; unique on its page.</param>
/// <param name="Component">Takes a <c>Context</c>; shows one moment.</param>
/// <param name="Width">Columns of twelve on a wide screen.</param>
/// <param name="IsLive">Drawn anew with each beat; forms a person fills in are not.</param>
public sealed record PanelDefinition(string Id, Type Component, int Width = 12, bool IsLive = true);
