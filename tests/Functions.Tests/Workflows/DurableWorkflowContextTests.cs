using Microsoft.DurableTask;
using PolyCloud.Engine.Values;
using PolyCloud.Functions.Tests.Durable;
using PolyCloud.Functions.Workflows;
using PolyCloud.Orchestrations.Port;
using RetryPolicy = PolyCloud.Orchestrations.Port.RetryPolicy;

namespace PolyCloud.Functions.Tests.Workflows;

public sealed class DurableWorkflowContextTests
{
    private static readonly DateTime Noon = new(2026, 11, 21, 12, 0, 0, DateTimeKind.Utc);

    private static Timestamp At(int seconds) => Moments.Of(Noon.AddSeconds(seconds));

    [Fact]
    public void An_activity_is_called_once_with_its_number_and_its_result_survives_replays()
    {
        var world = Run(async context =>
        {
            var first = await context.CallActivityAsync<int, int>("double", 4, RetryPolicy.Standard);
            await context.WaitUntilAsync(At(10));
            return await context.CallActivityAsync<int, int>("double", first, RetryPolicy.Standard);
        });
        world.AdvanceTo(Noon.AddSeconds(10));
        Assert.Equal("16", world.Result);
        Assert.Equal([("double", 1, 1, "4"), ("double", 1, 2, "8")], world.Called.Select(static call => (call.Activity, call.Run, call.Id, call.Input)));
        Assert.All(world.Called, static call => Assert.Equal("instance", call.InstanceId));
    }

    [Fact]
    public void An_activity_that_failed_as_often_as_it_may_is_the_ports_failure()
    {
        var world = Run(
            async context =>
            {
                try
                {
                    await context.CallActivityAsync<int, int>("double", 4, RetryPolicy.Once);
                    return "";
                }
                catch (ActivityFailedException failure)
                {
                    return $"{failure.Activity}: {failure.Failure}";
                }
            },
            static _ => new InvalidOperationException("no luck"));
        Assert.Equal("\"double: no luck\"", world.Result);
    }

    [Fact]
    public void A_child_that_failed_is_the_ports_failure_and_has_the_id_it_was_given()
    {
        TaskOrchestrationContext? seen = null;
        var world = Run(async context =>
        {
            await context.CallChildAsync<int, int>("market", "child-1", 3);
            return "";
        }, watch: context => seen = context);
        var (name, input, options) = world.Last.Calls.Values.Single();
        Assert.Equal("market", name.Name);
        Assert.Equal(WorkflowStart.First("3").Input, Assert.IsType<WorkflowStart>(input).Input);
        Assert.Equal("child-1", Assert.IsType<SubOrchestrationOptions>(options).InstanceId);
        Assert.NotNull(seen);
    }

    [Theory]
    [InlineData(1, 1, 30, 1)]
    [InlineData(5, 1, 30, 1)]
    [InlineData(3, 60, 30, 30)]
    public void A_retry_policy_keeps_attempts_doubling_and_longest_wait(int attempts, int first, int longest, int expectedFirst)
    {
        var options = RetryOptions.Of(new RetryPolicy { Attempts = attempts, First = Duration.FromSeconds(first), Longest = Duration.FromSeconds(longest) });
        var policy = options.Retry!.Policy!;
        Assert.Equal(attempts, policy.MaxNumberOfAttempts);
        Assert.Equal(TimeSpan.FromSeconds(expectedFirst), policy.FirstRetryInterval);
        Assert.Equal(2, policy.BackoffCoefficient);
        Assert.Equal(TimeSpan.FromSeconds(longest), policy.MaxRetryInterval);
    }

    [Fact]
    public void Words_are_logged_once_however_often_the_code_is_replayed()
    {
        var world = Run(async context =>
        {
            context.Log.Write(WorkflowLogLevel.Warning, "begun");
            await context.WaitUntilAsync(At(1));
            await context.WaitUntilAsync(At(2));
            context.Log.Write(WorkflowLogLevel.Error, "ended");
            return "";
        });
        world.AdvanceTo(Noon.AddSeconds(5));
        Assert.Equal(["Warning instance: begun", "Error instance: ended"], world.Logged);
    }

    [Fact]
    public void A_moment_that_has_passed_is_not_waited_for()
    {
        var world = Run(async context =>
        {
            await context.WaitUntilAsync(At(0));
            await context.WaitUntilAsync(At(-60));
            return context.Now.ToString();
        });
        Assert.Equal($"\"{At(0)}\"", world.Result);
        Assert.Empty(world.Last.Timers);
    }

    [Fact]
    public void A_wait_that_timed_out_takes_no_event_and_the_next_wait_gets_it()
    {
        var world = Run(async context =>
        {
            var first = await context.WaitForEventAsync<int>("kill", At(10));
            var second = await context.WaitForEventAsync<int>("kill", At(100));
            return $"{first.Arrived} {second.Arrived} {second.Payload}";
        });
        world.AdvanceTo(Noon.AddSeconds(20));
        world.Raise("kill", 7, "a");
        Assert.Equal("\"False True 7\"", world.Result);
    }

    [Fact]
    public void An_event_that_comes_in_time_leaves_no_timer_behind()
    {
        var world = Run(async context =>
        {
            var wait = await context.WaitForEventAsync<int>("kill", At(1_000));
            return wait.Payload;
        });
        world.Raise("kill", 7, "a");
        Assert.Equal("7", world.Result);
        Assert.All(world.Last.Timers.Values, static timer => Assert.True(timer.Cancelled.IsCancellationRequested));
    }

    [Fact]
    public void Events_of_several_kinds_are_taken_in_the_order_of_their_arrival_also_those_that_came_before_anybody_asked()
    {
        var world = Run(
            async context =>
            {
                await context.CallActivityAsync<int, int>("slow", 1, RetryPolicy.Once);
                var taken = new List<string>();
                for (var i = 0; i < 3; i++)
                {
                    var wait = await context.WaitForAnyEventAsync(["resume", "kill"], Timestamp.Never);
                    taken.Add($"{wait.Name}{wait.Read<int>()}");
                }

                return string.Join(' ', taken);
            },
            static _ => null);
        world.Raise("kill", 1, "a");
        world.Raise("resume", 2, "b");
        world.Raise("other", 9, "x");
        world.Raise("kill", 3, "c");
        world.Finish("slow", 1);
        Assert.Equal("\"kill1 resume2 kill3\"", world.Result);
    }

    [Fact]
    public void An_event_of_another_kind_does_not_end_a_wait_and_is_kept_for_who_asks()
    {
        var world = Run(async context =>
        {
            var kill = await context.WaitForEventAsync<int>("kill", At(10));
            var resume = await context.WaitForEventAsync<int>("resume", At(20));
            return $"{kill.Arrived} {resume.Payload}";
        });
        world.Raise("resume", 5, "a");
        world.AdvanceTo(Noon.AddSeconds(10));
        Assert.Equal("\"False 5\"", world.Result);
    }

    [Fact]
    public void The_same_event_twice_counts_once_also_in_the_next_run()
    {
        var world = Run(async context =>
        {
            var wait = await context.WaitForEventAsync<int>("kill", Timestamp.Never);
            context.SetStatus($"took {wait.Payload}");
            await context.WaitUntilAsync(context.Now + Duration.FromSeconds(5));
            context.ContinueAsNew(0);
            return "";
        });
        world.Raise("kill", 1, "a");
        world.Raise("kill", 1, "a");
        world.AdvanceTo(Noon.AddSeconds(5));
        Assert.Equal(2, world.Start.Run);
        world.Raise("kill", 1, "a");
        Assert.Empty(world.Last.Timers);
        world.Raise("kill", 2, "b");
        Assert.Equal("took 2", world.Status.Text);
    }

    [Fact]
    public void Events_that_nobody_took_go_over_into_the_next_run_in_their_order()
    {
        var world = Run(async context =>
        {
            if (context.Now < At(5))
            {
                await context.WaitUntilAsync(At(5));
                context.ContinueAsNew(0);
                return "";
            }

            var first = await context.WaitForEventAsync<int>("kill", Timestamp.Never);
            var second = await context.WaitForEventAsync<int>("kill", Timestamp.Never);
            return $"{first.Payload} {second.Payload}";
        });
        world.Raise("kill", 1, "a");
        world.Raise("kill", 2, "b");
        world.AdvanceTo(Noon.AddSeconds(6));
        Assert.Equal("\"1 2\"", world.Result);
        Assert.Equal(2, world.Start.Run);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("17")]
    [InlineData("{}")]
    [InlineData("""{"Name":"kill"}""")]
    [InlineData("""{"Name":7,"Id":"a","Payload":"1"}""")]
    public void Something_that_is_no_event_is_left_alone_and_told_of(string json)
    {
        var world = Run(static async context => (await context.WaitForEventAsync<int>("kill", At(10))).Arrived);
        world.RaiseJson(json);
        Assert.False(world.HasEnded);
        Assert.Single(world.Logged, static line => line.StartsWith("Warning", StringComparison.Ordinal));
        world.AdvanceTo(Noon.AddSeconds(10));
        Assert.Equal("false", world.Result);
    }

    [Fact]
    public void The_status_says_the_workflows_words_and_when_it_goes_on()
    {
        var world = Run(async context =>
        {
            context.SetStatus("waiting");
            await context.WaitUntilAsync(At(30));
            return await context.CallActivityAsync<int, int>("slow", 1, RetryPolicy.Once);
        }, static _ => null);
        Assert.Equal(new WorkflowStatus("waiting", At(30).Micros), world.Status);
        world.AdvanceTo(Noon.AddSeconds(30));
        Assert.Equal(new WorkflowStatus("waiting", 0), world.Status);
    }

    [Fact]
    public void Ids_are_the_same_at_every_replay()
    {
        var ids = new HashSet<Guid>();
        var world = Run(async context =>
        {
            ids.Add(context.NewId());
            await context.WaitUntilAsync(At(1));
            await context.WaitUntilAsync(At(2));
            return "";
        });
        world.AdvanceTo(Noon.AddSeconds(2));
        Assert.Single(ids);
    }

    private static RecordedOrchestration Run<TResult>(
        Func<IWorkflowContext, Task<TResult>> workflow, Func<ActivityCall, object?>? activity = null, Action<TaskOrchestrationContext>? watch = null)
    {
        var catalog = new WorkflowCatalog().Add<int, TResult>("test", (context, _) => workflow(context));
        var triggers = new WorkflowTriggers(catalog);
        return new RecordedOrchestration(
            context =>
            {
                watch?.Invoke(context);
                return triggers.RunAsync(context, "test");
            },
            "0",
            Noon,
            activity ?? (static call => int.Parse(call.Input, System.Globalization.CultureInfo.InvariantCulture) * 2));
    }
}
