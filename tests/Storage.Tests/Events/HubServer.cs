using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PolyCloud.Storage.Events;
using PolyCloud.Storage.Tests.Cloud;

namespace PolyCloud.Storage.Tests.Events;

/// <summary>
/// An event hub that speaks the documented REST shape (POST /hub/messages, a JSON array of Body and UserProperties under one partition
/// key, 201), with its refusals.
/// </summary>
internal sealed class HubServer : IAsyncDisposable
{
    private TlsServer _server = null!;

    /// <summary>What the hub has: partition key and event, in the order of their arrival.</summary>
    public List<(string Key, EngineEvent Event)> Kept { get; } = [];

    /// <summary>Number of events of each request that was taken.</summary>
    public List<int> Batches { get; } = [];

    /// <summary>Answers, one a request, before it takes anything: a status and Retry-After, empty for none.</summary>
    public Queue<(int Status, string RetryAfter)> Answers { get; } = new();

    /// <summary>Every request is answered so, while not 0.</summary>
    public int Down { get; set; }

    /// <summary>Requests that hold it are refused with 400.</summary>
    public string Poison { get; set; } = "";

    /// <summary>The first request is asked for a token with these claims, as where an access was evaluated anew.</summary>
    public string Challenge { get; set; } = "";

    public int Requests { get; private set; }

    public Uri Hub => new(_server.Address, "engine-events");

    public NumberedTokens Tokens { get; } = new();

    public static async Task<HubServer> StartAsync()
    {
        var hub = new HubServer();
        hub._server = await TlsServer.StartAsync(hub.AnswerAsync);
        return hub;
    }

    public EventPublisher Publisher(string directory, Func<EventHubOptions, EventHubOptions>? change = null)
    {
        var options = new EventHubOptions
        {
            Hub = Hub, Credential = Tokens, Directory = directory, FirstPause = TimeSpan.FromMilliseconds(5), LongestPause = TimeSpan.FromMilliseconds(50),
        };
        return new EventPublisher(change?.Invoke(options) ?? options, TimeProvider.System, _server.Transport());
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        lock (Kept)
        {
            Requests++;
            context.Response.StatusCode = StatusOf(context, body);
        }
    }

    private int StatusOf(HttpContext context, string body)
    {
        var request = context.Request;
        if (!request.Headers.Authorization.ToString().StartsWith("Bearer token-", StringComparison.Ordinal))
        {
            return 401;
        }

        if (Challenge.Length > 0)
        {
            context.Response.Headers.WWWAuthenticate = $"Bearer realm=\"\", authorization_uri=\"https://login.example.com/\", error=\"insufficient_claims\", claims=\"{Challenge}\"";
            Challenge = "";
            return 401;
        }

        if (Down != 0 || Answers.Count > 0)
        {
            var (status, retryAfter) = Answers.Count > 0 ? Answers.Dequeue() : (Down, "");
            if (retryAfter.Length > 0)
            {
                context.Response.Headers.RetryAfter = retryAfter;
            }

            return status;
        }

        var shape = request.Method == "POST" && request.Path == "/engine-events/messages" && request.QueryString.Value == "?timeout=60&api-version=2014-01"
            && request.ContentType == "application/vnd.microsoft.servicebus.json" && body.Length <= 1_000_000;
        if (!shape || (Poison.Length > 0 && body.Contains(Poison, StringComparison.Ordinal)))
        {
            return 400;
        }

        var key = JsonDocument.Parse(request.Headers["BrokerProperties"].ToString()).RootElement.GetProperty("PartitionKey").GetString()!;
        var messages = JsonDocument.Parse(body).RootElement.EnumerateArray().ToList();
        Batches.Add(messages.Count);
        foreach (var message in messages)
        {
            var one = EngineEvent.Read(System.Text.Encoding.UTF8.GetBytes(message.GetProperty("Body").GetString()!))!;
            Assert.Equal(one.Id, message.GetProperty("UserProperties").GetProperty("id").GetString());
            Kept.Add((key, one));
        }

        return 201;
    }
}
