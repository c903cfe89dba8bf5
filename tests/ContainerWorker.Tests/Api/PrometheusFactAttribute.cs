namespace PolyCloud.ContainerWorker.Tests.Api;

/// <summary>A test that needs the distribution's Prometheus.</summary>
internal sealed class PrometheusFactAttribute : FactAttribute
{
    public PrometheusFactAttribute()
    {
        if (!File.Exists("/usr/bin/prometheus") || !File.Exists("/usr/bin/promtool"))
        {
            Skip = "Skipped: needs prometheus and promtool (apt-get install prometheus).";
        }
    }
}
