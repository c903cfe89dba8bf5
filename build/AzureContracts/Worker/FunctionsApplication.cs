using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PolyCloud.AzureContracts;

namespace Microsoft.Azure.Functions.Worker.Builder;

public class FunctionsApplication
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => throw NotHere.Problem;
}

public class FunctionsApplicationBuilder
{
    internal FunctionsApplicationBuilder()
    {
    }

    public virtual IServiceCollection Services => throw NotHere.Problem;

    public IHost Build() => throw NotHere.Problem;
}

public static class FunctionsWebApplicationExtensions
{
    public static FunctionsApplicationBuilder ConfigureFunctionsWebApplication(this FunctionsApplicationBuilder builder) => throw NotHere.Problem;
}
