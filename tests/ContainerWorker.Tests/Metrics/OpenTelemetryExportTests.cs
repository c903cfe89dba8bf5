using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PolyCloud.ContainerWorker.Metrics;

namespace PolyCloud.ContainerWorker.Tests.Metrics;

public sealed class OpenTelemetryExportTests : IDisposable
{
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(OpenTelemetryExport.Variable, null);
        Environment.SetEnvironmentVariable(Protocol, null);
    }

    [Fact]
    public void Without_a_collector_nothing_is_sent() => Assert.Null(OpenTelemetryExport.Start(static _ => null));

    [Fact]
    public async Task A_collector_that_the_environment_names_gets_the_workers_metrics_by_their_names()
    {
        var taken = new ConcurrentQueue<(string Path, byte[] Body)>();
        await using var collector = await CollectorAsync(taken);

        // The library reads the address from the environment of the process by itself.
        Environment.SetEnvironmentVariable(OpenTelemetryExport.Variable, collector.Urls.First());
        Environment.SetEnvironmentVariable(Protocol, "http/protobuf");
        using (var meter = new Meter(WorkerMeter.Name))
        {
            using var export = OpenTelemetryExport.Start(Environment.GetEnvironmentVariable)!;
            meter.CreateCounter<long>("polycloud_fills_total").Add(7);
        }

        // Ending sends what is there.
        var metrics = Assert.Single(taken, static sent => sent.Path == "/v1/metrics");
        var text = Encoding.Latin1.GetString(metrics.Body);
        Assert.Contains("polycloud_fills_total", text, StringComparison.Ordinal);
        Assert.Contains("polycloud-worker", text, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> CollectorAsync(ConcurrentQueue<(string, byte[])> taken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var collector = builder.Build();
        collector.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            taken.Enqueue((context.Request.Path, body.ToArray()));
            context.Response.ContentType = "application/x-protobuf";
        });
        await collector.StartAsync();
        return collector;
    }
}
