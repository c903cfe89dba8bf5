using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace PolyCloud.ContainerWorker.Metrics;

/// <summary>
/// Sends metrics and sampled traces by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector; the library's own variables
/// set protocol, headers and pace.
/// </summary>
public sealed class OpenTelemetryExport : IDisposable
{
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private readonly MeterProvider _metrics;
    private readonly TracerProvider _traces;

    private OpenTelemetryExport()
    {
        var service = ResourceBuilder.CreateDefault().AddService("polycloud-worker");
        _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(service).AddMeter(WorkerMeter.Name).AddOtlpExporter().Build();
        _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(service).AddSource(OrderTraces.SourceName).AddOtlpExporter().Build();
    }

    /// <summary>Null where no collector is named.</summary>
    public static OpenTelemetryExport? Start(Func<string, string?> environment) => string.IsNullOrEmpty(environment(Variable)) ? null : new OpenTelemetryExport();

    /// <summary>Sends what is there, and ends.</summary>
    public void Dispose()
    {
        _metrics.Dispose();
        _traces.Dispose();
    }
}
