using System.Security.Cryptography;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Journal.Shipping;

/// <summary>
/// Puts whole files into a container of Blob Storage over REST (Put Blob, version 2023-11-03): a blob that is there is never
/// written over, and the service checks what arrives by its MD5. Azure.Core retries and waits as the service asks.
/// </summary>
internal sealed class BlobContainer
{
    private const string TokenScope = "https://storage.azure.com/.default";
    private const string ServiceVersion = "2023-11-03";

    private readonly string _address;
    private readonly HttpPipeline _pipeline;

    public BlobContainer(Uri container, TokenCredential credential, HttpPipelineTransport transport)
    {
        _address = container.AbsoluteUri.TrimEnd('/');
        var options = new BlobClientOptions { Transport = transport };
        options.Retry.MaxRetries = 3;
        options.Retry.Delay = TimeSpan.FromMilliseconds(200);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(10);

        // A segment of 64 MiB on a slow line.
        options.Retry.NetworkTimeout = TimeSpan.FromMinutes(5);
        _pipeline = HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(credential, TokenScope));
    }

    /// <summary>Puts the file there; where a blob of that name is there already, makes sure that it is this one.</summary>
    /// <exception cref="StoreUnavailableException">It is not there; or another one is.</exception>
    public async Task PutAsync(string name, string path, CancellationToken cancellation)
    {
        var content = await File.ReadAllBytesAsync(path, cancellation);
        var digest = DigestOf(content);
        using var message = Message(RequestMethod.Put, name);
        message.Request.Headers.SetValue("x-ms-blob-type", "BlockBlob");
        message.Request.Headers.SetValue("Content-MD5", digest);
        message.Request.Headers.SetValue("Content-Type", "application/octet-stream");
        message.Request.Headers.SetValue("If-None-Match", "*");
        message.Request.Content = RequestContent.Create(content);
        var response = await SendAsync(message, name, cancellation);
        switch (response.Status)
        {
            case 201:
                return;
            case 409 or 412:
                await CheckAsync(name, content.Length, digest, cancellation);
                return;
            default:
                throw new StoreUnavailableException($"The blob {name} was not taken: status {response.Status}.");
        }
    }

    // What the service checks a transfer by; nobody is kept out with it.
#pragma warning disable CA5351
    private static string DigestOf(byte[] content) => Convert.ToBase64String(MD5.HashData(content));
#pragma warning restore CA5351

    private async Task CheckAsync(string name, long length, string digest, CancellationToken cancellation)
    {
        using var message = Message(RequestMethod.Head, name);
        var response = await SendAsync(message, name, cancellation);
        var same = response.Status == 200
            && response.Headers.ContentLengthLong == length
            && (!response.Headers.TryGetValue("Content-MD5", out var stored) || stored == digest);
        if (!same)
        {
            throw new StoreUnavailableException($"There is another blob {name}; the segment stays where it is.");
        }
    }

    private HttpMessage Message(RequestMethod method, string name)
    {
        var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri($"{_address}/{Uri.EscapeDataString(name)}"));
        message.Request.Headers.SetValue("x-ms-version", ServiceVersion);
        return message;
    }

    private async Task<Response> SendAsync(HttpMessage message, string name, CancellationToken cancellation)
    {
        try
        {
            await _pipeline.SendAsync(message, cancellation);
            return message.Response;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or IOException or OperationCanceledException or AuthenticationFailedException)
        {
            throw new StoreUnavailableException($"The container {_address} cannot be reached for {name}: {failure.Message}", failure);
        }
    }

    private sealed class BlobClientOptions : ClientOptions;
}
