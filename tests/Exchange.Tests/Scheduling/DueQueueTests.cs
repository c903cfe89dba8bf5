using PolyCloud.Engine.Values;
using PolyCloud.Exchange.Scheduling;
using Xunit;

namespace PolyCloud.Exchange.Tests.Scheduling;

public class DueQueueTests
{
    [Fact]
    public void Things_are_done_in_time_order_and_equal_times_as_they_were_asked_for()
    {
        var queue = new DueQueue();
        List<string> done = [];
        queue.Add(new Timestamp(2), () => done.Add("later"));
        for (var number = 0; number < 20; number++)
        {
            var name = $"{number}";
            queue.Add(new Timestamp(1), () => done.Add(name));
        }

        while (!queue.NextDue.IsNever)
        {
            queue.DoNext();
        }

        Assert.Equal([.. Enumerable.Range(0, 20).Select(static number => $"{number}"), "later"], done);
    }
}
