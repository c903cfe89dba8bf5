using System.Net;
using System.Net.Http.Json;
using PolyCloud.ContainerWorker.Host;

namespace PolyCloud.ContainerWorker.Tests.Host;

public sealed class HealthServerTests
{
    [Fact]
    public async Task Health_is_served_and_nothing_that_tells_or_changes_more()
    {
        var started = false;
        string? notReady = "data-gap";
        await using var server = await HealthServer.StartAsync(0, () => started, () => notReady, default);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}") };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/startup")).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready")).StatusCode);
        (started, notReady) = (true, null);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/startup")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/status")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsJsonAsync("/control/halt", new { reason = "x" })).StatusCode);
    }
}
