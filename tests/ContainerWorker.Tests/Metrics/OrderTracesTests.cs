using System.Diagnostics;
using PolyCloud.ContainerWorker.Metrics;
using PolyCloud.ContainerWorker.Tests.Publishing;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Values;

namespace PolyCloud.ContainerWorker.Tests.Metrics;

public sealed class OrderTracesTests
{
    [Fact]
    public void One_order_in_a_hundred_is_traced_from_the_frame_to_the_venues_answer()
    {
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == OrderTraces.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                lock (spans)
                {
                    spans.Add(span);
                }
            },
        };
        using var node = new QuotingNode();
        var placed = node.Quote();
        ActivitySource.AddActivityListener(listener);
        node.Now += Duration.FromMilliseconds(40);
        node.Report(placed.Intent, OrderReportKind.Live);

        List<Activity> seen;
        lock (spans)
        {
            seen = [.. spans];
        }

        // Other tests of the process may be traced meanwhile: theirs were answered at once.
        var span = Assert.Single(seen, static span => span.Duration == TimeSpan.FromMilliseconds(40));
        Assert.Equal("i1", span.GetTagItem("order"));
        Assert.Equal(QuotingNode.Spec.Slug, span.GetTagItem("market"));
        Assert.DoesNotContain(span.TagObjects, static tag => tag.Value?.ToString()?.Contains("secret", StringComparison.OrdinalIgnoreCase) == true);
    }
}
