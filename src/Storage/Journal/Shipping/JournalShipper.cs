using Azure.Core.Pipeline;
using PolyCloud.Storage.Journal.Writing;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Journal.Shipping;

/// <summary>
/// Ships segments that will not be written any more to Blob Storage and then deletes them, so that a lost node loses at most the
/// segment being written, and a small disk is enough. A segment is deleted only once the service has checked what it took.
/// </summary>
public sealed class JournalShipper : IAsyncDisposable
{
    private readonly ShippingOptions _options;
    private readonly string _run;
    private readonly BlobContainer _container;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _shipping;
    private int _shipped;
    private volatile string? _problem;

    /// <param name="run">The run that is being written: its last segment stays.</param>
    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public JournalShipper(ShippingOptions options, string run, TimeProvider time)
        : this(options, run, time, new HttpClientTransport())
    {
    }

    internal JournalShipper(ShippingOptions options, string run, TimeProvider time, HttpPipelineTransport transport)
    {
        options.Validate();
        _options = options;
        _run = run;
        _time = time;
        _container = new BlobContainer(options.Container, options.Credential, transport);
        _shipping = Task.Run(ShipUntilEndedAsync);
    }

    public int Shipped => Volatile.Read(ref _shipped);

    /// <summary>Why segments are not shipped, or null. They wait on disk meanwhile.</summary>
    public string? Problem => _problem;

    /// <summary>After the journal was closed: ships what is left of it, as far as the time goes.</summary>
    public async Task ShipAllAsync(CancellationToken cancellation)
    {
        await StopAsync();
        await ShipAsync(writing: null, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _ending.Dispose();
    }

    private async Task StopAsync()
    {
        await _ending.CancelAsync();
        await _shipping;
    }

    private async Task ShipUntilEndedAsync()
    {
        try
        {
            while (true)
            {
                await ShipAsync(_run, _ending.Token);
                await Task.Delay(_options.Interval, _time, _ending.Token);
            }
        }
        catch (OperationCanceledException) when (_ending.IsCancellationRequested)
        {
            // What is sealed and still here is shipped at the end, or after the next start.
        }
    }

    private async Task ShipAsync(string? writing, CancellationToken cancellation)
    {
        try
        {
            foreach (var path in Sealed(writing))
            {
                await _container.PutAsync(Path.GetFileName(path), path, cancellation);
                File.Delete(path);
                Interlocked.Increment(ref _shipped);
            }

            _problem = null;
        }
        catch (Exception problem) when (problem is StoreUnavailableException or IOException or UnauthorizedAccessException)
        {
            _problem = problem.Message;
        }
    }

    /// <summary>Oldest first. Of the run that is being written all but its last one.</summary>
    private List<string> Sealed(string? writing)
    {
        var all = Directory.GetFiles(_options.Directory, SegmentName.Pattern);
        Array.Sort(all, StringComparer.Ordinal);
        var open = writing is null ? null : all.LastOrDefault(path => Path.GetFileName(path).StartsWith(writing + ".", StringComparison.Ordinal));
        return [.. all.Where(path => path != open)];
    }
}
