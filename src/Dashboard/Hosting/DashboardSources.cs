using PolyCloud.Dashboard.Access;
using PolyCloud.Dashboard.Actions;
using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Commands;

namespace PolyCloud.Dashboard.Hosting;

/// <summary>What the pages show, may ask for, whom they let in, and where it is written down who did what.</summary>
public sealed record DashboardSources(IReadModel Model, ITradingCommands Commands, IDashboardAccess Access, IDashboardAudit Audit);
