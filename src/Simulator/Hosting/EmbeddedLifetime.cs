using Microsoft.Extensions.Hosting;

namespace PolyCloud.Simulator.Hosting;

/// <summary>The process belongs to the caller: signals are its business, not the web server's.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
