using PolyCloud.Engine.Values;
using PolyCloud.Orchestrations.Port;
using PolyCloud.Orchestrations.Replay;

namespace PolyCloud.Orchestrations.Tests.Replay;

public sealed class WorkflowReplayTests
{
    private static readonly Timestamp Late = Timestamp.FromSeconds(2_000);

    [Fact]
    public void An_activity_is_asked_for_once_and_its_result_comes_back()
    {
        var instance = Run("echo", async (context, input) => await context.CallActivityAsync<string, string>("echo", input, RetryPolicy.Once) + "!");

        instance.Start("echo");
        var asked = instance.Asked<ActivityScheduled>();
        Assert.Equal((1, "echo", "\"in\""), (asked.Id, asked.Activity, asked.Input));

        instance.Feed(new ActivityCompleted(asked.Id, "\"out\""));
        Assert.Equal(RunStatus.Completed, instance.Last.Status);
        Assert.Equal("\"out!\"", instance.Result);
        Assert.Single(instance.History.OfType<ActivityScheduled>());
    }

    [Fact]
    public void A_failed_activity_is_tried_again_after_the_policys_wait_and_its_last_failure_ends_the_run()
    {
        var retry = new RetryPolicy { Attempts = 2 };
        var instance = Run("fails", (context, input) => context.CallActivityAsync<string, string>("send", input, retry));

        instance.Start("fails");
        instance.Feed(new ActivityFailed(1, "refused"));
        var wait = instance.Asked<TimerCreated>();
        Assert.Equal((instance.Now + Duration.FromSeconds(1)).Micros, wait.DueMicros);

        instance.Now += Duration.FromSeconds(1);
        instance.Feed(new TimerFired(wait.Id));
        instance.Feed(new ActivityFailed(instance.Asked<ActivityScheduled>().Id, "refused again"));
        Assert.Equal(RunStatus.Failed, instance.Last.Status);
        Assert.Contains("refused again", instance.Last.Events.OfType<RunFailed>().Single().Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Waits_go_up_to_the_longest_and_no_further()
    {
        var retry = new RetryPolicy { Attempts = 1_000, Longest = Duration.FromSeconds(30) };

        Assert.Equal(Duration.FromSeconds(1), retry.After(1));
        Assert.Equal(Duration.FromSeconds(16), retry.After(5));
        Assert.Equal(Duration.FromSeconds(30), retry.After(6));
        Assert.Equal(Duration.FromSeconds(30), retry.After(999));
    }

    [Fact]
    public void A_wait_that_timed_out_takes_no_later_event()
    {
        var instance = Run("waits", async (context, _) =>
        {
            var first = await context.WaitForEventAsync<int>("kill", context.Now + Duration.FromSeconds(5));
            var second = await context.WaitForEventAsync<int>("kill", Late);
            return $"{first.Arrived} {second.Payload}";
        });

        instance.Start("waits");
        instance.Feed(new TimerFired(instance.Asked<TimerCreated>().Id));
        instance.Feed(new EventRaised("e1", "kill", "7"));
        Assert.Equal("\"False 7\"", instance.Result);
    }

    [Fact]
    public void An_event_that_comes_before_the_wait_is_kept_for_it()
    {
        var instance = Run("waits", async (context, input) =>
        {
            _ = await context.CallActivityAsync<string, string>("echo", input, RetryPolicy.Once);
            return (await context.WaitForAnyEventAsync(["resolved", "kill"], Late)).Name!;
        });

        instance.Start("waits");
        instance.Feed(new EventRaised("e1", "other", null), new EventRaised("e2", "kill", null), new EventRaised("e3", "resolved", null));
        instance.Feed(new ActivityCompleted(1, "\"out\""));
        Assert.Equal("\"kill\"", instance.Result);
        Assert.Equal(["e1", "e3"], instance.Last.Untaken.Select(raised => raised.EventId));
    }

    [Fact]
    public void The_timer_of_a_wait_that_an_event_ended_is_given_back_and_may_still_fire_without_harm()
    {
        var instance = Run("waits", async (context, _) =>
        {
            var got = await context.WaitForEventAsync<int>("go", Late);
            await context.WaitUntilAsync(Late);
            return got.Payload;
        });

        instance.Start("waits");
        var timer = instance.Asked<TimerCreated>().Id;
        instance.Feed(new EventRaised("e1", "go", "3"));
        Assert.Equal([timer], instance.Last.CancelledTimers);

        instance.Feed(new TimerFired(timer));
        Assert.Equal(RunStatus.Running, instance.Last.Status);
        instance.Feed(new TimerFired(instance.History.OfType<TimerCreated>().Last().Id));
        Assert.Equal("3", instance.Result);
    }

    [Fact]
    public void Time_and_ids_are_the_same_at_every_replay()
    {
        var seen = new List<string>();
        var instance = Run("notes", async (context, input) =>
        {
            seen.Add($"{context.Now} {context.NewId()} {context.NewId()}");
            _ = await context.CallActivityAsync<string, string>("echo", input, RetryPolicy.Once);
            return "done";
        });

        instance.Start("notes");
        instance.Now += Duration.FromSeconds(60);
        instance.Feed(new ActivityCompleted(1, "\"out\""));
        Assert.True(seen.Count >= 4);
        Assert.Single(seen.Distinct());
        Assert.Equal(3, seen[0].Split(' ').Distinct().Count());
    }

    [Fact]
    public void A_line_is_logged_once_however_often_the_code_is_replayed()
    {
        var instance = Run("logs", async (context, input) =>
        {
            context.Log.Write(WorkflowLogLevel.Information, "before");
            _ = await context.CallActivityAsync<string, string>("echo", input, RetryPolicy.Once);
            context.Log.Write(WorkflowLogLevel.Information, "after");
            return "done";
        });

        instance.Start("logs");
        instance.Feed(new ActivityCompleted(1, "\"out\""));
        Assert.Equal(["before", "after"], instance.Lines);
    }

    [Fact]
    public void Continuing_as_new_hands_over_the_input_and_the_events_not_yet_taken()
    {
        var instance = Run("eternal", async (context, input) =>
        {
            _ = await context.CallActivityAsync<string, string>("echo", input, RetryPolicy.Once);
            context.ContinueAsNew("next");
            return "unused";
        });

        instance.Start("eternal");
        instance.Feed(new EventRaised("e1", "kill", null), new ActivityCompleted(1, "\"out\""));
        Assert.Equal(RunStatus.Continued, instance.Last.Status);
        Assert.Equal("\"next\"", instance.Last.Events.OfType<RunContinued>().Single().Input);
        Assert.Equal("e1", Assert.Single(instance.Last.Untaken).EventId);
    }

    [Fact]
    public void A_childs_failure_is_thrown_where_it_was_awaited()
    {
        var instance = Run("parent", async (context, input) =>
        {
            try
            {
                return await context.CallChildAsync<string, string>("child", "child-1", input);
            }
            catch (ChildWorkflowFailedException failure)
            {
                return failure.Failure;
            }
        });

        instance.Start("parent");
        instance.Feed(new ChildFailed(instance.Asked<ChildStarted>().Id, "terminated"));
        Assert.Equal("\"terminated\"", instance.Result);
    }

    [Theory]
    [InlineData("another")]
    [InlineData("")]
    public void Changed_code_is_refused_before_anything_of_the_step_is_recorded(string activity)
    {
        var name = "echo";
        var catalog = new WorkflowCatalog().Add<string, string>("changes", async (context, input) =>
        {
            if (name.Length > 0)
            {
                _ = await context.CallActivityAsync<string, string>(name, input, RetryPolicy.Once);
            }

            await context.WaitUntilAsync(Late);
            return "done";
        });
        var instance = new Instance(catalog);
        instance.Start("changes");

        name = activity;
        var refused = Assert.Throws<NondeterministicWorkflowException>(() => instance.Feed(new ActivityCompleted(1, "\"out\"")));
        Assert.Contains("echo", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_asks_for_more_than_its_history_holds_is_refused()
    {
        var more = false;
        var catalog = new WorkflowCatalog().Add<string, string>("grows", async (context, input) =>
        {
            var first = context.CallActivityAsync<string, string>("echo", input, RetryPolicy.Once);
            if (more)
            {
                _ = context.CallActivityAsync<string, string>("extra", input, RetryPolicy.Once);
            }

            return await first;
        });
        var instance = new Instance(catalog);
        instance.Start("grows");

        more = true;
        Assert.Throws<NondeterministicWorkflowException>(() => instance.Feed(new ActivityCompleted(1, "\"out\"")));
    }

    [Fact]
    public void Code_that_awaits_a_task_of_its_own_is_refused()
    {
        var foreign = new TaskCompletionSource<string>();
        var instance = Run("foreign", (_, _) => foreign.Task);

        Assert.Throws<NondeterministicWorkflowException>(() => instance.Start("foreign"));
    }

    [Fact]
    public void The_clock_of_an_instance_never_goes_back()
    {
        var instance = Run("echo", (context, input) => context.CallActivityAsync<string, string>("echo", input, RetryPolicy.Once));
        instance.Start("echo");
        var before = instance.History.OfType<StepStarted>().Last().AtMicros;

        instance.Now -= Duration.FromSeconds(100);
        instance.Feed(new ActivityCompleted(1, "\"out\""));
        Assert.Equal(before, instance.History.OfType<StepStarted>().Last().AtMicros);
    }

    private static Instance Run(string name, Func<IWorkflowContext, string, Task<string>> code) =>
        new(new WorkflowCatalog().Add(name, code));

    private static Instance Run(string name, Func<IWorkflowContext, string, Task<int>> code) =>
        new(new WorkflowCatalog().Add(name, code));
}
