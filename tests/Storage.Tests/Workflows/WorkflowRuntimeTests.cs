using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Storage.Memory;
using PolyCloud.Storage.State;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Workflows;

namespace PolyCloud.Storage.Tests.Workflows;

public sealed class WorkflowRuntimeTests
{
    private readonly List<string> _effects = [];
    private readonly MemoryTableStore _store = new();

    [Fact]
    public async Task A_started_workflow_runs_its_activities_in_order_to_its_result()
    {
        var world = World("steps", async (context, input) =>
        {
            var first = await context.CallActivityAsync<string, string>("do", input + "1", RetryPolicy.Once);
            return first + await context.CallActivityAsync<string, string>("do", input + "2", RetryPolicy.Once);
        });

        await world.Client.StartAsync("steps", "a", "x", default);
        await world.SettleAsync();

        Assert.Equal(["x1", "x2"], _effects);
        var head = await world.HeadAsync("a");
        Assert.Equal((InstanceStatus.Completed, "\"x1x2\""), (head.Status, head.Outcome));
        Assert.Equal(0, world.Runtime.LiveInstances);
        Assert.Equal("a", Assert.Single(await world.Client.ListAsync(ended: true, default).ToListAsync()).InstanceId);
    }

    [Fact]
    public async Task Starting_the_same_instance_again_does_nothing()
    {
        var world = World("steps", (context, input) => context.CallActivityAsync<string, string>("do", input, RetryPolicy.Once));

        await world.Client.StartAsync("steps", "a", "x", default);
        await world.Client.StartAsync("steps", "a", "y", default);
        await world.SettleAsync();
        await world.Client.StartAsync("steps", "a", "z", default);
        await world.SettleAsync();

        Assert.Equal(["x"], _effects);
    }

    [Fact]
    public async Task A_start_that_meets_an_instance_which_is_not_there_is_tried_again()
    {
        var store = new WrongOnceStore(_store);
        var world = World("steps", (context, input) => context.CallActivityAsync<string, string>("do", input, RetryPolicy.Once), store);

        await world.Client.StartAsync("steps", "a", "x", default);
        await world.AdvanceAsync(Duration.FromSeconds(10));

        Assert.True(store.WasWrong);
        Assert.Equal(["x"], _effects);
    }

    [Fact]
    public async Task A_timer_fires_after_a_restart_that_fell_into_its_wait()
    {
        var world = World("waits", async (context, input) =>
        {
            await context.WaitUntilAsync(context.Now + Duration.FromSeconds(30));
            return await context.CallActivityAsync<string, string>("do", input, RetryPolicy.Once);
        });

        await world.Client.StartAsync("waits", "a", "x", default);
        await world.AdvanceAsync(Duration.FromSeconds(20));
        await world.RestartAsync();
        Assert.Empty(_effects);
        await world.AdvanceAsync(Duration.FromSeconds(20));

        Assert.Equal(["x"], _effects);
    }

    [Fact]
    public async Task An_event_raised_twice_with_one_id_counts_once_also_over_runs()
    {
        var world = World("counts", async (context, input) =>
        {
            var wait = await context.WaitForEventAsync<string>("add", Timestamp.Never);
            _ = await context.CallActivityAsync<string, string>("do", wait.Payload!, RetryPolicy.Once);
            context.ContinueAsNew(input);
            return "";
        });

        await world.Client.StartAsync("counts", "a", "x", default);
        await world.Client.RaiseAsync("a", "add", "one", "e1", default);
        await world.SettleAsync();
        await world.Client.RaiseAsync("a", "add", "one", "e1", default);
        await world.Client.RaiseAsync("a", "add", "two", "e2", default);
        await world.SettleAsync();

        Assert.Equal(["one", "two"], _effects);
    }

    [Fact]
    public async Task The_history_of_an_eternal_workflow_stays_bounded()
    {
        var world = World("eternal", async (context, input) =>
        {
            _ = await context.WaitForEventAsync<string>("again", Timestamp.Never);
            context.ContinueAsNew(input);
            return "";
        });
        await world.Client.StartAsync("eternal", "a", "x", default);
        var rows = new List<int>();
        for (var run = 0; run < 20; run++)
        {
            await world.Client.RaiseAsync("a", "again", "", $"e{run}", default);
            await world.SettleAsync();
            rows.Add(_store.RowCount);
        }

        Assert.Equal(rows[2], rows[^1]);
        Assert.Equal(21, (await world.HeadAsync("a")).Run);
    }

    [Fact]
    public async Task A_child_runs_to_its_end_and_its_parent_goes_on_with_the_result()
    {
        var catalog = new WorkflowCatalog()
            .Add<string, string>("parent", async (context, input) => await context.CallChildAsync<string, string>("child", "b", input) + "!")
            .Add<string, string>("child", (context, input) => context.CallActivityAsync<string, string>("do", input, RetryPolicy.Once));
        var world = new WorkflowWorld(_store, catalog, Activities());

        await world.Client.StartAsync("parent", "a", "x", default);
        await world.SettleAsync();

        Assert.Equal("\"x!\"", (await world.HeadAsync("a")).Outcome);
        Assert.Equal("a", (await world.HeadAsync("b")).Parent);
    }

    [Fact]
    public async Task A_suspended_workflow_keeps_what_arrives_and_takes_it_when_resumed()
    {
        var world = World("waits", async (context, _) =>
        {
            var wait = await context.WaitForEventAsync<string>("go", Timestamp.Never);
            return await context.CallActivityAsync<string, string>("do", wait.Payload!, RetryPolicy.Once);
        });
        await world.Client.StartAsync("waits", "a", "x", default);
        await world.Client.SuspendAsync("a", "by hand", default);
        await world.Client.RaiseAsync("a", "go", "now", "e1", default);
        await world.SettleAsync();
        Assert.Empty(_effects);
        Assert.Equal((InstanceStatus.Suspended, "by hand"), ((await world.HeadAsync("a")).Status, (await world.HeadAsync("a")).Outcome));

        await world.RestartAsync();
        await world.Client.ResumeAsync("a", "by hand", default);
        await world.SettleAsync();
        Assert.Equal(["now"], _effects);
    }

    [Fact]
    public async Task A_terminated_workflow_ends_with_the_reason()
    {
        var world = World("waits", async (context, _) =>
        {
            await context.WaitUntilAsync(context.Now + Duration.FromSeconds(3_600));
            return "";
        });
        await world.Client.StartAsync("waits", "a", "x", default);
        await world.SettleAsync();
        await world.Client.TerminateAsync("a", "not needed", default);
        await world.SettleAsync();

        var head = await world.HeadAsync("a");
        Assert.Equal((InstanceStatus.Terminated, "not needed"), (head.Status, head.Outcome));
        Assert.Equal(0, world.Runtime.LiveInstances);
    }

    [Fact]
    public async Task Changed_code_makes_an_instance_stuck_and_mended_code_goes_on()
    {
        var activity = "do";
        var world = World("changes", async (context, input) =>
        {
            _ = await context.CallActivityAsync<string, string>(activity, input, RetryPolicy.Once);
            _ = await context.WaitForEventAsync<string>("go", Timestamp.Never);
            return "done";
        });
        await world.Client.StartAsync("changes", "a", "x", default);
        await world.SettleAsync();

        activity = "other";
        await world.Client.RaiseAsync("a", "go", "", "e1", default);
        await world.SettleAsync();
        Assert.Equal(InstanceStatus.Stuck, (await world.HeadAsync("a")).Status);

        activity = "do";
        await world.Client.ResumeAsync("a", "mended", default);
        await world.SettleAsync();
        Assert.Equal("\"done\"", (await world.HeadAsync("a")).Outcome);
    }

    [Fact]
    public async Task A_runtime_whose_instances_were_taken_over_stops_at_its_next_step()
    {
        var world = World("waits", async (context, _) => (await context.WaitForEventAsync<string>("go", Timestamp.Never)).Payload!);
        await world.Client.StartAsync("waits", "a", "x", default);
        await world.SettleAsync();
        var frozen = world.Runtime;
        await world.RestartAsync();

        await world.Client.RaiseAsync("a", "go", "now", "e1", default);
        await Assert.ThrowsAsync<LeaseLostException>(() => frozen.PumpAsync(world.Now + Duration.FromSeconds(1), default));
    }

    [Fact]
    public async Task Killed_before_or_after_any_write_a_workflow_ends_with_every_effect_once_and_in_order()
    {
        var writes = 0;
        for (var killed = 0; killed == 0 || killed <= writes; killed++)
        {
            foreach (var stored in new[] { false, true })
            {
                writes = await RunKilledAtAsync(killed, stored);
            }
        }

        Assert.True(writes > 20, $"Only {writes} writes: the scenario shows little.");
    }

    /// <summary>Runs the whole scenario, killed once at that write (none where 0); returns the writes of an undisturbed run.</summary>
    private static async Task<int> RunKilledAtAsync(int killed, bool stored)
    {
        await using var inner = new MemoryTableStore();
        var store = new KilledStore(inner) { KillAt = killed, Stored = stored };
        var effects = new Dictionary<string, string>(StringComparer.Ordinal);
        var order = new List<string>();
        var activities = new ActivityCatalog().Add<string, string>("do", (call, input, _) =>
        {
            // As a venue does: the same order again is known by its hash.
            if (effects.TryAdd($"{call.InstanceId}/{call.Run}/{call.Id}", input))
            {
                order.Add(input);
            }

            return Task.FromResult(input);
        });
        var catalog = new WorkflowCatalog()
            .Add<string, string>("series", async (context, input) =>
            {
                if (input.Length >= 3)
                {
                    return input;
                }

                _ = await context.CallChildAsync<string, string>("market", "market-" + input, input);
                context.ContinueAsNew(input + "i");
                return "";
            })
            .Add<string, string>("market", async (context, input) =>
            {
                _ = await context.CallActivityAsync<string, string>("do", input + ":make", RetryPolicy.Standard);
                await context.WaitUntilAsync(context.Now + Duration.FromSeconds(3));
                _ = await context.CallActivityAsync<string, string>("do", input + ":unwind", RetryPolicy.Standard);
                var resolved = await context.WaitForEventAsync<string>("resolved", context.Now + Duration.FromSeconds(20));
                return await context.CallActivityAsync<string, string>("do", $"{input}:{resolved.Arrived}", RetryPolicy.Standard);
            });
        var world = new WorkflowWorld(store, catalog, activities);
        for (var round = 0; round < 80; round++)
        {
            try
            {
                if (round == 0)
                {
                    await world.Client.StartAsync("series", "s", "i", default);
                }

                if (round == 6)
                {
                    await world.Client.RaiseAsync("market-i", "resolved", "Up", "r1", default);
                }

                await world.AdvanceAsync(Duration.FromSeconds(1));
            }
            catch (KilledException)
            {
                await world.RestartAsync();
                if (round is 0 or 6)
                {
                    round--;
                }
            }
        }

        Assert.Equal("\"iii\"", (await world.HeadAsync("s")).Outcome);
        Assert.Equal(["i:make", "i:unwind", "i:True", "ii:make", "ii:unwind", "ii:False"], order);
        return store.Writes;
    }

    private WorkflowWorld World(string name, Func<IWorkflowContext, string, Task<string>> code, ITableStore? store = null) =>
        new(store ?? _store, new WorkflowCatalog().Add(name, code), Activities());

    private ActivityCatalog Activities() => new ActivityCatalog().Add<string, string>("do", (_, input, _) =>
    {
        _effects.Add(input);
        return Task.FromResult(input);
    });
}
