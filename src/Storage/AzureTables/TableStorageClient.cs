using System.Runtime.CompilerServices;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.AzureTables;

/// <summary>
/// Table Storage over REST, version 2019-02-02, for the cloud and its local emulation. A table is created when it is first
/// written. Reads are retried, writes are not. Safe for concurrent use.
/// </summary>
public sealed class TableStorageClient : ITableStore
{
    internal const string JsonType = "application/json;odata=minimalmetadata";

    private readonly string _endpoint;
    private readonly HttpPipeline _reads;
    private readonly HttpPipeline _writes;

    /// <exception cref="ArgumentException">A setting is missing, wrong, or outside its range.</exception>
    public TableStorageClient(TableStorageOptions options, TimeProvider time)
        : this(options, time, new HttpClientTransport())
    {
    }

    internal TableStorageClient(TableStorageOptions options, TimeProvider time, HttpPipelineTransport transport)
    {
        options.Validate();
        _endpoint = options.Endpoint.AbsoluteUri.TrimEnd('/');
        _reads = TableStoragePipeline.Build(options, options.ReadRetries, time, transport);
        _writes = TableStoragePipeline.Build(options, retries: 0, time, transport);
    }

    public async Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation)
    {
        using var message = Message(_reads, RequestMethod.Get, EntityWrite.PathOf(table, partition, row));
        var response = await SendAsync(_reads, message, cancellation);
        return response.Status switch
        {
            200 => EntityJson.Read(response.Content),
            404 => null,
            _ => throw Unexpected(response.Status, response.Content.ToString()),
        };
    }

    public async IAsyncEnumerable<TableRow> QueryAsync(
        string table, string partition, string? fromRow, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var filter = $"PartitionKey%20eq%20'{EntityWrite.Literal(partition)}'";
        if (fromRow is { Length: > 0 })
        {
            filter += $"%20and%20RowKey%20ge%20'{EntityWrite.Literal(fromRow)}'";
        }

        var first = $"/{table}()?$filter={filter}";
        for (var next = first; next is not null;)
        {
            using var message = Message(_reads, RequestMethod.Get, next);
            var response = await SendAsync(_reads, message, cancellation);
            if (response.Status == 404)
            {
                yield break;
            }

            if (response.Status != 200)
            {
                throw Unexpected(response.Status, response.Content.ToString());
            }

            foreach (var row in EntityJson.ReadPage(response.Content))
            {
                yield return row;
            }

            next = Continuation(first, response);
        }
    }

    public async Task<IReadOnlyList<TableRow>> WriteAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellation)
    {
        TableLimits.Check(table, writes);
        var versions = new string[writes.Count];
        Array.Fill(versions, "");
        var left = Enumerable.Range(0, writes.Count).ToList();
        var tableCreated = false;

        // Each turn either ends, creates the table once, or takes away one delete of a row that is not there.
        while (left.Count > 0)
        {
            var parts = await SendBatchAsync(table, left.ConvertAll(position => EntityWrite.Of(table, writes[position])), cancellation);
            var failed = parts.Find(static part => part.Status >= 300);
            if (failed is null)
            {
                Learn(versions, left, parts, writes);
                break;
            }

            var code = EntityJson.ErrorCode(failed.Body);
            if (code is "TableNotFound" && !tableCreated)
            {
                await CreateTableAsync(table, cancellation);
                tableCreated = true;
            }
            else if (failed.Status == 404 && DeleteOfNothing(failed, left, writes) is { } position)
            {
                left.Remove(position);
            }
            else
            {
                throw Failure(failed, code);
            }
        }

        return [.. writes.Select((write, position) => write.Row with { Version = versions[position] })];
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static void Learn(string[] versions, List<int> left, List<BatchPart> parts, IReadOnlyList<TableWrite> writes)
    {
        if (parts.Count != left.Count)
        {
            throw new StoreUnavailableException($"Table Storage answered a batch of {left.Count} writes with {parts.Count} parts.");
        }

        for (var part = 0; part < parts.Count; part++)
        {
            versions[left[part]] = writes[left[part]].Kind == TableWriteKind.Delete ? "" : parts[part].ETag;
        }
    }

    /// <summary>The write that asked to delete whatever is there, where that is what failed: there was nothing, which is as asked.</summary>
    private static int? DeleteOfNothing(BatchPart failed, List<int> left, IReadOnlyList<TableWrite> writes)
    {
        var position = left.Count == 1 ? 0 : failed.FailedPosition;
        return position is { } found && found < left.Count
            && writes[left[found]] is { Kind: TableWriteKind.Delete, Row.Version: "*" }
            ? left[found]
            : null;
    }

    private async Task<List<BatchPart>> SendBatchAsync(string table, List<EntityWrite> writes, CancellationToken cancellation)
    {
        using var message = Message(_writes, RequestMethod.Post, "/$batch");
        message.Request.Headers.SetValue("Content-Type", BatchBody.ContentType);
        message.Request.Content = RequestContent.Create(BatchBody.Write(_endpoint, writes));
        var response = await SendAsync(_writes, message, cancellation);
        var answer = response.Content.ToString();
        return response.Status == 202 && BatchAnswer.Read(answer) is { Count: > 0 } parts
            ? parts
            : [new BatchPart(response.Status is 202 ? 500 : response.Status, "", answer)];
    }

    private async Task CreateTableAsync(string table, CancellationToken cancellation)
    {
        using var message = Message(_writes, RequestMethod.Post, "/Tables");
        message.Request.Headers.SetValue("Content-Type", "application/json");
        message.Request.Content = RequestContent.Create(Encoding.UTF8.GetBytes($$"""{"TableName":"{{table}}"}"""));
        var response = await SendAsync(_writes, message, cancellation);

        // 409: someone else created it first.
        if (response.Status is not (201 or 204 or 409))
        {
            throw Unexpected(response.Status, response.Content.ToString());
        }
    }

    private HttpMessage Message(HttpPipeline pipeline, RequestMethod method, string path)
    {
        var message = pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(new Uri(_endpoint + path));
        message.Request.Headers.SetValue("Accept", JsonType);
        message.Request.Headers.SetValue("x-ms-version", "2019-02-02");
        message.Request.Headers.SetValue("DataServiceVersion", "3.0");
        message.Request.Headers.SetValue("MaxDataServiceVersion", "3.0");
        message.Request.Headers.SetValue("Prefer", "return-no-content");
        return message;
    }

    private async Task<Response> SendAsync(HttpPipeline pipeline, HttpMessage message, CancellationToken cancellation)
    {
        try
        {
            await pipeline.SendAsync(message, cancellation);
            return message.Response;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception failure) when (failure is RequestFailedException or AggregateException or IOException or OperationCanceledException)
        {
            throw new StoreUnavailableException($"Table Storage at {_endpoint} cannot be reached: {failure.Message}", failure);
        }
    }

    private static string? Continuation(string first, Response response)
    {
        if (!response.Headers.TryGetValue("x-ms-continuation-NextPartitionKey", out var partition))
        {
            return null;
        }

        var next = $"{first}&NextPartitionKey={Uri.EscapeDataString(partition!)}";
        return response.Headers.TryGetValue("x-ms-continuation-NextRowKey", out var row)
            ? $"{next}&NextRowKey={Uri.EscapeDataString(row!)}"
            : next;
    }

    private Exception Failure(BatchPart failed, string code) => failed.Status switch
    {
        409 when code is not ("TableBeingDeleted" or "AccountBeingCreated") => new StoreConflictException($"A row exists already: {code}."),
        412 => new StoreConflictException($"A row has another version: {code}."),
        404 when code is not "TableNotFound" => new StoreConflictException($"A row is gone: {code}."),
        _ => Unexpected(failed.Status, failed.Body),
    };

    private StoreUnavailableException Unexpected(int status, string body)
    {
        const int ShownCharacters = 300;
        var shown = body.Length <= ShownCharacters ? body : body[..ShownCharacters];
        return new StoreUnavailableException($"Table Storage at {_endpoint} answered {status}: {shown}");
    }
}
