using PolyCloud.Dashboard.Access;
using PolyCloud.Dashboard.Actions;
using PolyCloud.Dashboard.Stored;
using PolyCloud.ReadModel;
using PolyCloud.ReadModel.Commands;

namespace PolyCloud.Dashboard.Hosting;

/// <summary>What the pages show, may ask for, whom they let in, where it is written down who did what, and what is stored of the past.</summary>
public sealed record DashboardSources(IReadModel Model, ITradingCommands Commands, IDashboardAccess Access, IDashboardAudit Audit, IStoredHistories Histories);
