using System.Globalization;
using System.Text.Json;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace PolyCloud.Storage.Events;

/// <summary>What became of a request to the hub.</summary>
internal enum SendOutcome : byte
{
    /// <summary>The hub has the events.</summary>
    Accepted,

    /// <summary>The hub will never take them as they are.</summary>
    Refused,

    /// <summary>Nothing is known, or the hub is away, busy or closed to us: the same again later.</summary>
    Later,
}

/// <param name="Pause">How long the hub asks to wait; null where it says nothing.</param>
/// <param name="Problem">For people; empty where accepted.</param>
internal readonly record struct SendResult(SendOutcome Outcome, TimeSpan? Pause, string Problem);

/// <summary>
/// Sends to Event Hubs over HTTPS, as documented (https://learn.microsoft.com/rest/api/eventhub/send-batch-events): one request holds
/// events of one partition key. Its own retries are off: the caller keeps order, and it knows how long to wait.
/// </summary>
internal sealed class EventHubClient
{
    /// <summary>The hub takes 1 MB a request; the rest is for what surrounds the bodies.</summary>
    public const int RequestBytesMaximum = 900_000;

    private const string TokenScope = "https://eventhubs.azure.net/.default";

    private readonly Uri _address;
    private readonly HttpPipeline _pipeline;

    public EventHubClient(Uri hub, TokenCredential credential, HttpPipelineTransport transport)
    {
        _address = new Uri(hub.AbsoluteUri.TrimEnd('/') + "/messages?timeout=60&api-version=2014-01");
        var options = new EventHubClientOptions { Transport = transport };
        options.Retry.MaxRetries = 0;

        // Longer than the hub itself takes at most, as the request says.
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(70);
        _pipeline = HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, TokenScope));
    }

    /// <param name="partitionKey">Events under one key keep their order.</param>
    /// <param name="events">Id, kind and JSON of each.</param>
    public async Task<SendResult> SendAsync(string partitionKey, IReadOnlyList<EngineEvent> events, CancellationToken cancellation)
    {
        using var message = _pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Post;
        message.Request.Uri.Reset(_address);
        message.Request.Headers.SetValue("Content-Type", "application/vnd.microsoft.servicebus.json");
        message.Request.Headers.SetValue("BrokerProperties", JsonSerializer.Serialize(new { PartitionKey = partitionKey }));
        message.Request.Content = RequestContent.Create(JsonSerializer.SerializeToUtf8Bytes(
            events.Select(static one => new { Body = one.ToJson(), UserProperties = new { id = one.Id, kind = one.Kind, version = one.Version } })));
        try
        {
            await _pipeline.SendAsync(message, cancellation);
            return Read(message.Response);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or IOException or OperationCanceledException)
        {
            return new SendResult(SendOutcome.Later, null, "the hub cannot be reached: " + failure.Message);
        }
        catch (AuthenticationFailedException)
        {
            return new SendResult(SendOutcome.Later, null, "no identity of this process could sign in to the hub");
        }
    }

    private static SendResult Read(Response response) => response.Status switch
    {
        200 or 201 => new SendResult(SendOutcome.Accepted, null, ""),

        // Malformed or too large: sent again it would be refused again, and hold up all that comes after it.
        400 or 413 => new SendResult(SendOutcome.Refused, null, $"the hub refuses the events: status {response.Status}"),
        _ => new SendResult(SendOutcome.Later, PauseOf(response), $"the hub answered {response.Status}"),
    };

    private static TimeSpan? PauseOf(Response response) =>
        response.Headers.TryGetValue("Retry-After", out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private sealed class EventHubClientOptions : ClientOptions;
}
