using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using PolyCloud.ContainerWorker.Host;

namespace PolyCloud.Scenarios.Processes;

/// <summary>The HTTP side of the worker of a data directory, found as `status` and `kill` find it.</summary>
internal sealed class WorkerEndpoint(string dataDirectory) : IDisposable
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Code and document of a GET; null where nobody answers (yet, or any more).</summary>
    public async Task<(HttpStatusCode Code, JsonNode Body)?> GetAsync(string path)
    {
        var file = Path.Combine(dataDirectory, "worker.address");
        try
        {
            if (!File.Exists(file) || !Uri.TryCreate(await File.ReadAllTextAsync(file), UriKind.Absolute, out var address))
            {
                return null;
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
            request.Headers.Authorization = Key();
            using var response = await _client.SendAsync(request);
            return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException)
        {
            return null;
        }
    }

    public async Task<JsonNode?> StatusAsync() => (await GetAsync("status"))?.Body;

    public async Task<HttpStatusCode> PostAsync(string path, string body)
    {
        var address = new Uri(await File.ReadAllTextAsync(Path.Combine(dataDirectory, "worker.address")));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, path)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = Key();
        using var response = await _client.SendAsync(request);
        return response.StatusCode;
    }

    public void Dispose() => _client.Dispose();

    private AuthenticationHeaderValue Key() => new("Bearer", LocalKey.Read(dataDirectory) ?? "");
}
