using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using PolyCloud.ContainerWorker.Measurement;

namespace PolyCloud.ContainerWorker.Metrics;

/// <summary>Writes a meter's observable instruments and the worker's histograms in Prometheus' text format, version 0.0.4.</summary>
public sealed class PrometheusExporter : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Upper edges in seconds: engine steps take microseconds, answers milliseconds.</summary>
    private static readonly double[] DecisionEdges = [1e-6, 2e-6, 5e-6, 1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 1e-2, 1e-1];

    private static readonly double[] NetworkEdges = [1e-3, 5e-3, 1e-2, 2.5e-2, 5e-2, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Func<WorkerHistograms?> _histograms;
    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <param name="histograms">Null before the node runs.</param>
    public PrometheusExporter(Meter meter, Func<WorkerHistograms?> histograms)
    {
        _histograms = histograms;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, meter))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>(Measured);
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    public string Write()
    {
        lock (_gate)
        {
            _families.Clear();
            _listener.RecordObservableInstruments();
            var text = new StringBuilder();
            foreach (var (name, family) in _families)
            {
                Head(text, name, family.Help, family.IsCounter ? "counter" : "gauge");
                text.Append(family.Lines);
            }

            if (_histograms() is { } histograms)
            {
                Histogram(text, "polycloud_decision_seconds", "Engine steps that came from market data.", histograms.Decision, DecisionEdges);
                Histogram(text, "polycloud_order_answer_seconds", "From the decision of an order to the venue's first answer.", histograms.OrderAnswer, NetworkEdges);
                Histogram(text, "polycloud_frame_age_seconds", "From the venue's stamp on a book frame to its arrival, the clocks' difference included.", histograms.FrameAge, NetworkEdges);
            }

            return text.ToString();
        }
    }

    private void Measured(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var isCounter = instrument is ObservableCounter<double>;
        var name = isCounter ? instrument.Name + "_total" : instrument.Name;
        if (!_families.TryGetValue(name, out var family))
        {
            _families[name] = family = new Family(instrument.Description ?? "", isCounter, new StringBuilder());
        }

        family.Lines.Append(name);
        var separator = '{';
        foreach (var (key, label) in tags)
        {
            family.Lines.Append(separator).Append(key).Append("=\"").Append(Escaped((string)label!)).Append('"');
            separator = ',';
        }

        family.Lines.Append(tags.Length > 0 ? "} " : " ").Append(Number(value)).Append('\n');
    }

    private static void Histogram(StringBuilder text, string name, string help, LatencyHistogram histogram, double[] edges)
    {
        Head(text, name, help, "histogram");

        // The whole is taken last: it is never less than what a bucket was read as before.
        Span<long> counts = stackalloc long[edges.Length];
        for (var edge = 0; edge < edges.Length; edge++)
        {
            counts[edge] = histogram.CountUpTo((long)(edges[edge] * 1e9));
        }

        var (count, sum) = (histogram.Count, histogram.SumNanoseconds);
        for (var edge = 0; edge < edges.Length; edge++)
        {
            text.Append(name).Append("_bucket{le=\"").Append(Number(edges[edge])).Append("\"} ").Append(Math.Min(counts[edge], count)).Append('\n');
        }

        text.Append(name).Append("_bucket{le=\"+Inf\"} ").Append(count).Append('\n');
        text.Append(name).Append("_sum ").Append(Number(sum / 1e9)).Append('\n');
        text.Append(name).Append("_count ").Append(count).Append('\n');
    }

    private static void Head(StringBuilder text, string name, string help, string type) =>
        text.Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n')
            .Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');

    private static string Escaped(string label) =>
        label.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private sealed record Family(string Help, bool IsCounter, StringBuilder Lines);
}
