using Microsoft.Extensions.DependencyInjection;
using PolyCloud.Functions.Http;
using PolyCloud.Functions.Runtime;
using PolyCloud.Functions.Tests.Durable;
using PolyCloud.Functions.Timers;
using PolyCloud.Functions.Workflows;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Storage.Secrets;

namespace PolyCloud.Functions.Tests.Runtime;

public sealed class CompositionTests
{
    private const string Identity = "TableEndpoint=https://account.table.core.windows.net;Authentication=ManagedIdentity;ClientId=11111111-2222-3333-4444-555555555555";

    [Fact]
    public void Every_class_of_functions_can_be_made_and_every_activity_that_workflows_call_is_there()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        Composition.Register(services, static name => name == Composition.TablesVariable ? Identity : null);
        using var made = services.BuildServiceProvider();
        Type[] functions = [typeof(WorkflowTriggers), typeof(ActivityTrigger), typeof(ControlCalls), typeof(StatusCalls), typeof(KeepAlive)];
        Assert.All(functions, type => Assert.NotNull(ActivatorUtilities.CreateInstance(made, type)));
        var activities = made.GetRequiredService<ActivitySource>()(new DurableWorkflows(new RecordedClient()));
        var called = typeof(ActivityNames).GetFields().Select(static field => (string)field.GetValue(null)!);
        Assert.Equal(called.Order(StringComparer.Ordinal), activities.Names.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(Composition.TablesVariable, "")]
    [InlineData("POLYCLOUD_CLOB", "http://clob.example.com")]
    [InlineData("POLYCLOUD_SERIES", "btc-2h")]
    public void A_setting_that_is_missing_or_wrong_is_named(string name, string value)
    {
        string? Read(string asked) => asked == name ? value : asked == Composition.TablesVariable ? Identity : null;
        Assert.Contains(name, Assert.Throws<ArgumentException>(() => Composition.Register(new ServiceCollection(), Read)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_vault_that_is_none_is_named()
    {
        static string? Read(string asked) => asked == KeyVaultSecrets.Variable ? "nonsense" : asked == Composition.TablesVariable ? Identity : null;
        Assert.Contains(KeyVaultSecrets.Variable, Assert.Throws<SecretUnavailableException>(() => Composition.Register(new ServiceCollection(), Read)).Message, StringComparison.Ordinal);
    }
}
