using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PolyCloud.ContainerWorker.Tests.Alerts;

/// <summary>A service on loopback that takes alerts, and answers as told: each answer once, the last one for ever.</summary>
internal sealed class AlertReceiver : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Queue<(int Status, string? RetryAfter)> _answers;
    private readonly Lock _gate = new();

    private AlertReceiver(WebApplication application, IEnumerable<(int, string?)> answers)
    {
        _application = application;
        _answers = new(answers);
    }

    public ConcurrentQueue<(string Path, string Body)> Taken { get; } = new();

    public Uri Address { get; private set; } = null!;

    public static async Task<AlertReceiver> StartAsync(params (int Status, string? RetryAfter)[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var receiver = new AlertReceiver(builder.Build(), answers.Length == 0 ? [(200, null)] : answers);
        receiver._application.Run(receiver.TakeAsync);
        await receiver._application.StartAsync();
        receiver.Address = new Uri(receiver._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return receiver;
    }

    public async Task<IReadOnlyList<(string Path, string Body)>> WaitForAsync(int count)
    {
        for (var wait = 0; wait < 500 && Taken.Count < count; wait++)
        {
            await Task.Delay(20);
        }

        Assert.True(Taken.Count >= count, $"{Taken.Count} of {count} arrived");
        return [.. Taken];
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync();
        (int Status, string? RetryAfter) answer;
        lock (_gate)
        {
            answer = _answers.Count > 1 ? _answers.Dequeue() : _answers.Peek();
        }

        if (answer.RetryAfter is { } after)
        {
            context.Response.Headers.RetryAfter = after;
        }

        context.Response.StatusCode = answer.Status;
        await context.Response.CompleteAsync();
        Taken.Enqueue((context.Request.Path.Value!, body));
    }
}
