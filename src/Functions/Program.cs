using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using PolyCloud.Functions.Runtime;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
Composition.Register(builder.Services, Environment.GetEnvironmentVariable);
await builder.Build().RunAsync();
