using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PolyCloud.Cli.Tests.Scene;
using PolyCloud.ContainerWorker.Alerts.Channels;

namespace PolyCloud.Cli.Tests.Commands;

[Collection(Typed.Name)]
public sealed class AlertsCommandTests : IDisposable
{
    public void Dispose()
    {
        Environment.SetEnvironmentVariable(AlertChannels.WebhookVariable, null);
        Environment.SetEnvironmentVariable(AlertChannels.TelegramTokenVariable, null);
    }

    [Fact]
    public async Task A_channel_that_takes_the_test_is_told_and_the_exit_code_is_0()
    {
        var taken = new TaskCompletionSource<string>();
        await using var service = await ServiceAsync(200, taken);
        var (code, printed, _) = await Typed.RunAsync("alerts", "test");
        Assert.Equal(0, code);
        Assert.Contains("webhook    delivered", printed, StringComparison.Ordinal);
        Assert.Contains("\"test\"", await taken.Task.WaitAsync(TimeSpan.FromSeconds(10)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_refuses_is_named_with_the_reason_and_without_its_address()
    {
        await using var service = await ServiceAsync(404, new());
        var (code, printed, complained) = await Typed.RunAsync("alerts", "test", "--json");
        Assert.Equal(1, code);
        var channel = Assert.Single(JsonNode.Parse(printed)!.AsArray())!;
        Assert.Equal(("webhook", false, "it answered 404"), ((string?)channel["channel"], (bool)channel["delivered"]!, (string?)channel["problem"]));
        Assert.DoesNotContain("canary-secret", printed + complained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_channel_the_exit_code_is_3_and_a_variable_is_named()
    {
        var (code, _, complained) = await Typed.RunAsync("alerts", "test");
        Assert.Equal(3, code);
        Assert.Contains(AlertChannels.WebhookVariable, complained, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_half_configured_channel_is_a_wrong_setting()
    {
        Environment.SetEnvironmentVariable(AlertChannels.TelegramTokenVariable, "12345:canary-secret");
        var (code, _, complained) = await Typed.RunAsync("alerts", "test");
        Assert.Equal(2, code);
        Assert.Contains(AlertChannels.TelegramChatVariable, complained, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-secret", complained, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> ServiceAsync(int status, TaskCompletionSource<string> taken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var service = builder.Build();
        service.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            taken.TrySetResult(await reader.ReadToEndAsync());
            context.Response.StatusCode = status;
        });
        await service.StartAsync();
        Environment.SetEnvironmentVariable(AlertChannels.WebhookVariable, new Uri(new Uri(service.Urls.First()), "/canary-secret").ToString());
        return service;
    }
}
