using Azure.Core;
using Azure.Core.Pipeline;

namespace PolyCloud.Storage.AzureTables;

/// <summary>Azure.Core's pipeline: retries, time limit, diagnostics without bodies, and one of two ways to be let in.</summary>
internal static class TableStoragePipeline
{
    private const string TokenScope = "https://storage.azure.com/.default";

    public static HttpPipeline Build(TableStorageOptions options, int retries, TimeProvider time, HttpPipelineTransport transport)
    {
        HttpPipelinePolicy authentication = options.Credential is { } credential
            ? new BearerTokenAuthenticationPolicy(credential, TokenScope)
            : new SharedKeyLitePolicy(options.AccountName, options.AccountKey, time);
        var client = new TableStorageClientOptions { Transport = transport };
        client.Retry.MaxRetries = retries;
        client.Retry.Delay = TimeSpan.FromMilliseconds(100);
        client.Retry.MaxDelay = TimeSpan.FromSeconds(2);
        client.Retry.NetworkTimeout = options.RequestTimeout;
        return HttpPipelineBuilder.Build(client, authentication);
    }

    private sealed class TableStorageClientOptions : ClientOptions;
}
