using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using PolyCloud.ContainerWorker.Host;

namespace PolyCloud.ContainerWorker.Tests.Host;

public sealed class BareWebTests
{
    [Fact]
    public void A_server_reads_no_file_of_the_directory_it_was_started_in_and_listens_to_no_signal()
    {
        var builder = BareWeb.Builder(static _ => { });
        Assert.Empty(((IConfigurationBuilder)builder.Configuration).Sources.OfType<FileConfigurationSource>());
        using var services = builder.Services.BuildServiceProvider();
        Assert.Equal("OwnersLifetime", services.GetRequiredService<IHostLifetime>().GetType().Name);
    }
}
