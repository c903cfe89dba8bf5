using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Workflows;
using PolyCloud.Storage.ControlPlane;
using PolyCloud.Storage.Memory;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Storage.Tests.ControlPlane;

public sealed class ControlPlaneRetentionTests
{
    private const string Shard = "0";

    private static readonly Timestamp Now = Timestamp.FromSeconds(1_793_714_400);

    private readonly MemoryTableStore _store = new();

    [Fact]
    public async Task Workflows_of_windows_are_forgotten_a_week_after_their_end_and_no_others()
    {
        await InstanceAsync(WorkflowNames.Market, "market-old", InstanceStatus.Completed, days: 8);
        await InstanceAsync(WorkflowNames.Market, "market-failed", InstanceStatus.Failed, days: 8);
        await InstanceAsync(WorkflowNames.Market, "market-new", InstanceStatus.Completed, days: 6);
        await InstanceAsync(WorkflowNames.Market, "market-stuck", InstanceStatus.Stuck, days: 8);
        await InstanceAsync(WorkflowNames.Series, "series-btc-5m", InstanceStatus.Completed, days: 8);
        Assert.Equal((2, 0), await Retention().TurnAsync(Now, default));
        Assert.Equal(["market-new", "series-btc-5m"], await IdsAsync(ended: true));
        Assert.Equal(["market-stuck"], await IdsAsync(ended: false));
        Assert.Null(await _store.GetAsync(WorkflowTables.Instances, "market-old", "history-00000001-00000001", default));
        Assert.Equal((0, 0), await Retention().TurnAsync(Now, default));
    }

    [Fact]
    public async Task A_backlog_of_workflows_is_taken_in_parts()
    {
        for (var number = 0; number < ControlPlaneRetention.WorkflowsOfTurnMaximum + 3; number++)
        {
            await InstanceAsync(WorkflowNames.Market, $"market-{number}", InstanceStatus.Completed, days: 8);
        }

        Assert.Equal(ControlPlaneRetention.WorkflowsOfTurnMaximum, (await Retention().TurnAsync(Now, default)).Workflows);
        Assert.Equal(3, (await Retention().TurnAsync(Now, default)).Workflows);
    }

    [Fact]
    public async Task Reports_of_windows_and_alerts_are_forgotten_and_those_of_days_and_kills_stay()
    {
        var (old, young) = ((Now - Days(31)).Seconds, (Now - Days(29)).Seconds);
        foreach (var key in (string[])[$"market:btc-updown-5m-{old}", $"market:btc-updown-5m-{young}", $"missed:btc-5m:0{old}", $"missed:btc-5m:0{young}", "day:btc-5m:20200101", "kill:k-1", "kill:1"])
        {
            await PutAsync(ControlTables.Reports, key, "Report", "{}");
        }

        await PutAsync(ControlTables.Alerts, "old", "Raised", (Now - Days(31)).Micros.ToString());
        await PutAsync(ControlTables.Alerts, "young", "Raised", (Now - Days(29)).Micros.ToString());
        Assert.Equal((0, 3), await Retention().TurnAsync(Now, default));
        Assert.Equal(["day:btc-5m:20200101", "kill:1", "kill:k-1", $"market:btc-updown-5m-{young}", $"missed:btc-5m:0{young}"], await KeysAsync(ControlTables.Reports));
        Assert.Equal(["young"], await KeysAsync(ControlTables.Alerts));
    }

    private static Duration Days(int days) => Duration.FromSeconds(86_400L * days);

    private ControlPlaneRetention Retention() => new(_store, Shard, workflowDays: 7, reportDays: 30, static _ => Task.CompletedTask);

    private async Task InstanceAsync(string workflow, string id, InstanceStatus status, int days)
    {
        var head = new InstanceHead { InstanceId = id, Workflow = workflow, Status = status, Owner = 1, Run = 1, Steps = 1, Created = Now - Days(days), Updated = Now - Days(days) };
        await WriteAsync(WorkflowTables.Instances, head.ToTableRow());
        await WriteAsync(WorkflowTables.Instances, new TableRow(id, "history-00000001-00000001", new Dictionary<string, string>()));
        await WriteAsync(WorkflowTables.Index, new TableRow(head.HasEnded ? WorkflowTables.Ended : WorkflowTables.Live, id, new Dictionary<string, string>()));
    }

    private Task PutAsync(string table, string key, string column, string value) => WriteAsync(table, new TableRow(Shard, key, new Dictionary<string, string> { [column] = value }));

    private Task WriteAsync(string table, TableRow row) => _store.WriteAsync(table, [new TableWrite(TableWriteKind.Insert, row)], default);

    private async Task<List<string>> KeysAsync(string table) => await _store.QueryAsync(table, Shard, null, default).Select(static row => row.Row).ToListAsync();

    private async Task<List<string>> IdsAsync(bool ended) =>
        await new WorkflowClient(_store, TimeProvider.System, static () => "id").ListAsync(ended, default).Select(static head => head.InstanceId).ToListAsync();
}
