using System.Text.Json;
using System.Text.Json.Nodes;
using PolyCloud.ContainerWorker.Host;

namespace PolyCloud.Cli.Commands;

/// <summary>Finds the worker of a data directory by the address file it keeps while it runs.</summary>
internal sealed class RunningWorker(string dataDirectory)
{
    public const string AddressFile = "worker.address";

    /// <summary>Where the API of the worker is.</summary>
    public const string ApiAddressFile = "api.address";

    private static readonly HttpClient Client = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>The worker's base address, or null where none has announced itself.</summary>
    public Uri? Address
    {
        get
        {
            var file = Path.Combine(dataDirectory, AddressFile);
            return File.Exists(file) && Uri.TryCreate(File.ReadAllText(file).Trim(), UriKind.Absolute, out var address) ? address : null;
        }
    }

    /// <summary>Asks for something to be done.</summary>
    /// <exception cref="CommandFailedException">Nobody answers, or it is refused; the text is the worker's own.</exception>
    public async Task OrderAsync(string path, JsonNode order, CancellationToken cancellation)
    {
        var answer = await AskAsync(HttpMethod.Post, path, order, cancellation)
            ?? throw new CommandFailedException($"No worker answers for {dataDirectory}: nothing was changed. Start one with: polycloud up");
        if (answer["status"]?.ToString() != "accepted")
        {
            throw new CommandFailedException((string?)answer["detail"] ?? "The worker did not understand the order; nothing was changed.");
        }
    }

    /// <summary>What the worker says of itself.</summary>
    /// <exception cref="CommandFailedException">Nobody answers.</exception>
    public async Task<JsonNode> ReadAsync(string path, CancellationToken cancellation) =>
        await AskAsync(HttpMethod.Get, path, null, cancellation) ?? throw new CommandFailedException($"No worker answers for {dataDirectory}. Start one with: polycloud up");

    /// <summary>GET or POST on the worker; null where it does not answer.</summary>
    public async Task<JsonNode?> AskAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellation)
    {
        if (Address is not { } address)
        {
            return null;
        }

        using var request = new HttpRequestMessage(method, new Uri(address, path));
        request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", LocalKey.Read(dataDirectory) ?? "");
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        }

        try
        {
            using var response = await Client.SendAsync(request, cancellation);
            return JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation));
        }
        catch (Exception problem) when (problem is HttpRequestException or TaskCanceledException or JsonException)
        {
            return null;
        }
    }
}
