using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace PolyCloud.ContainerWorker.Api.Pipeline;

/// <summary>Who asked for which change, and what was answered.</summary>
/// <param name="BodySha256">Of what was sent, so that a copy can be proved; the reason given stands in the log.</param>
public sealed record AuditEntry(
    string At, string RequestId, string Who, string Role, string From, string Method, string Path, string IdempotencyKey, string BodySha256, int Status);

/// <summary>
/// One line of JSON for each changing request, in a file a day. A trail that cannot be written is an error in the log and stops
/// nobody from halting.
/// </summary>
internal sealed class AuditTrail(string directory, TimeProvider time, ILogger log)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly Lock _gate = new();

    public string Now => time.GetUtcNow().ToString("O");

    public void Write(AuditEntry entry)
    {
        var line = JsonSerializer.Serialize(entry, Json);
        try
        {
            lock (_gate)
            {
                Directory.CreateDirectory(directory);
                File.AppendAllText(PathOf(time.GetUtcNow()), line + "\n");
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            log.LogCritical(problem, "the audit trail cannot be written: {Line}", line);
        }
    }

    /// <summary>The newest entries of the UTC day, newest first.</summary>
    public IReadOnlyList<JsonNode> Newest(int most)
    {
        var path = PathOf(time.GetUtcNow());
        lock (_gate)
        {
            return !File.Exists(path) ? [] : [.. File.ReadLines(path).TakeLast(most).Reverse().Select(static line => JsonNode.Parse(line)!)];
        }
    }

    private string PathOf(DateTimeOffset day) => Path.Combine(directory, day.UtcDateTime.ToString("yyyy-MM-dd") + ".jsonl");
}
