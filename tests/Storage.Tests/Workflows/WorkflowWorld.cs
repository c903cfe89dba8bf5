using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Storage.Tests.Workflows;

/// <summary>A runtime under the test's own clock. Activities end when the test lets them, each effect kept by its call's key.</summary>
internal sealed class WorkflowWorld : IActivityStarter, IWorkflowLog
{
    private readonly ITableStore _store;
    private readonly WorkflowCatalog _catalog;
    private readonly ActivityCatalog _activities;
    private readonly Queue<(ActivityCall Call, Action<string?, string?> Done)> _running = new();
    private WorkflowRuntime _runtime;
    private long _epoch;
    private int _ids;

    public WorkflowWorld(ITableStore store, WorkflowCatalog catalog, ActivityCatalog activities)
    {
        _store = store;
        _catalog = catalog;
        _activities = activities;
        _runtime = NewRuntime();
        Client = new WorkflowClient(store, new FixedTime(this), () => $"command-{++_ids}");
    }

    public Timestamp Now { get; set; } = Timestamp.FromSeconds(1_800_000_000);

    public WorkflowClient Client { get; }

    public WorkflowRuntime Runtime => _runtime;

    public List<string> Lines { get; } = [];

    /// <summary>Every start of an activity, repeated ones too.</summary>
    public List<ActivityCall> Started { get; } = [];

    /// <summary>A process died: its memory is gone, activities under way with it; another one takes over.</summary>
    public async Task RestartAsync()
    {
        _running.Clear();
        _runtime = NewRuntime();
        await _runtime.AdoptAsync(Now, default);
    }

    /// <summary>Runs until nothing is due, letting every activity end.</summary>
    public async Task SettleAsync()
    {
        for (var round = 0; round < 1_000; round++)
        {
            Now += Duration.FromMilliseconds(100);
            await _runtime.PumpAsync(Now, default);
            if (_running.Count == 0 && _runtime.NextDue > Now)
            {
                return;
            }

            await EndActivitiesAsync();
        }

        Assert.Fail("The runtime did not come to rest within 1 000 rounds.");
    }

    /// <summary>Goes to a moment, settling at every due moment on the way.</summary>
    public async Task AdvanceAsync(Duration span)
    {
        var end = Now + span;
        while (Now < end)
        {
            Now = Timestamp.Earlier(end, Timestamp.Later(Now, Now + Duration.FromSeconds(1)));
            await SettleAsync();
        }
    }

    public async Task<InstanceHead> HeadAsync(string id) => (await Client.GetAsync(id, default))!.Head;

    void IActivityStarter.Start(ActivityCall call, Action<string?, string?> done)
    {
        Started.Add(call);
        _running.Enqueue((call, done));
    }

    void IWorkflowLog.Write(WorkflowLogLevel level, string text) => Lines.Add($"{level}: {text}");

    private async Task EndActivitiesAsync()
    {
        while (_running.TryDequeue(out var running))
        {
            try
            {
                running.Done(await _activities.RunAsync(running.Call, default), null);
            }
            catch (InvalidOperationException failure)
            {
                running.Done(null, failure.Message);
            }
        }
    }

    private WorkflowRuntime NewRuntime() => new(_store, _catalog, this, ++_epoch, new WorkflowRuntimeOptions(), this);

    private sealed class FixedTime(WorkflowWorld world) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddTicks(world.Now.Micros * 10);
    }
}
