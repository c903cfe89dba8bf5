using Microsoft.DurableTask.Client;
using PolyCloud.Engine.Values;
using PolyCloud.Functions.Runtime;
using PolyCloud.Functions.Tests.Durable;
using PolyCloud.Functions.Workflows;

namespace PolyCloud.Functions.Tests.Runtime;

public sealed class DurableWorkflowsTests
{
    private readonly RecordedClient _client = new();

    private DurableWorkflows Workflows => new(_client);

    [Fact]
    public async Task An_id_is_started_once_however_its_instance_ended()
    {
        Assert.True(await Workflows.StartAsync("market", "m", 1, CancellationToken.None));
        foreach (var status in Enum.GetValues<OrchestrationRuntimeStatus>())
        {
            _client.Add("m", "market", status);
            Assert.False(await Workflows.StartAsync("market", "m", 1, CancellationToken.None));
        }

        Assert.Single(_client.Started);
    }

    [Fact]
    public async Task Who_loses_the_race_to_start_is_told_that_the_id_is_taken()
    {
        _client.SomebodyIsFaster = true;
        Assert.False(await Workflows.StartAsync("market", "m", 1, CancellationToken.None));
        Assert.Empty(_client.Started);
    }

    [Fact]
    public async Task An_outage_is_no_taken_id()
    {
        _client.Outage = new InvalidOperationException("down");
        await Assert.ThrowsAsync<InvalidOperationException>(() => Workflows.StartAsync("market", "m", 1, CancellationToken.None));
    }

    [Theory]
    [InlineData(OrchestrationRuntimeStatus.Failed, true)]
    [InlineData(OrchestrationRuntimeStatus.Running, false)]
    [InlineData(OrchestrationRuntimeStatus.Suspended, false)]
    [InlineData(OrchestrationRuntimeStatus.Terminated, false)]
    [InlineData(OrchestrationRuntimeStatus.Completed, false)]
    public async Task Kept_alive_is_what_failed_and_not_what_a_person_ended(OrchestrationRuntimeStatus status, bool starts)
    {
        _client.Add("s", "series", status);
        Assert.Equal(starts, await Workflows.KeepAliveAsync("series", "s", 1, CancellationToken.None));
    }

    [Fact]
    public async Task Overdue_is_what_should_have_gone_on_by_itself()
    {
        var now = new Timestamp(1_000_000_000);
        _client.Add("late", "market", OrchestrationRuntimeStatus.Running, new WorkflowStatus("x", now.Micros - 1));
        _client.Add("in-time", "market", OrchestrationRuntimeStatus.Running, new WorkflowStatus("x", now.Micros + 1));
        _client.Add("waits-for-an-event", "market", OrchestrationRuntimeStatus.Running, new WorkflowStatus("x", 0));
        _client.Add("over", "market", OrchestrationRuntimeStatus.Completed, new WorkflowStatus("x", 1));
        _client.Add("never-begun", "market", OrchestrationRuntimeStatus.Pending);
        var overdue = await Workflows.FindOverdueAsync(now, CancellationToken.None);
        Assert.Equal(["late", "never-begun"], overdue.Select(static stuck => stuck.InstanceId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_stuck_one_is_woken_by_an_event_that_no_workflow_sees_and_a_suspended_one_resumed()
    {
        _client.Add("m", "market", OrchestrationRuntimeStatus.Suspended);
        await Workflows.RestartAsync("m", "why", CancellationToken.None);
        Assert.Equal(["m"], _client.Resumed);
        Assert.Equal("", Assert.Single(_client.Raised).Event.Name);
    }

    [Fact]
    public void A_status_that_is_not_ours_is_shown_as_it_is()
    {
        var strange = new OrchestrationMetadata("n", "i") { SerializedCustomStatus = "\"words\"" };
        Assert.Equal(new WorkflowStatus("\"words\"", 0), DurableWorkflows.StatusOf(strange));
        Assert.Equal(new WorkflowStatus("", 0), DurableWorkflows.StatusOf(new OrchestrationMetadata("n", "i")));
    }
}
