using PolyCloud.Dashboard.Access;
using PolyCloud.Dashboard.Pages;
using PolyCloud.Dashboard.Stored;

namespace PolyCloud.Dashboard.Live;

/// <summary>What one panel is drawn from: a moment, what the address asks for, and what the reader may do.</summary>
/// <param name="Stored">What is stored of the range the address names; null where it names none: then charts begin with the worker.</param>
/// <param name="Token">For forms that are drawn once for one reader; empty in what readers share.</param>
public sealed record PanelContext(Moment Moment, PageQuery Query, DashboardRole Role, StoredView? Stored = null, string Token = "");
