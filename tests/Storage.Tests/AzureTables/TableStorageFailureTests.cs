using System.Net;
using System.Net.Sockets;
using System.Text;
using PolyCloud.Storage.AzureTables;
using PolyCloud.Storage.Tables;
using PolyCloud.Storage.Tests.Tables;

namespace PolyCloud.Storage.Tests.AzureTables;

/// <summary>What the service may answer besides what Azurite does: a server of the test gives each answer.</summary>
public sealed class TableStorageFailureTests
{
    private static TableStorageOptions OptionsFor(int port) => TableStorageOptions.FromConnectionString("UseDevelopmentStorage=true") with
    {
        Endpoint = new Uri($"http://127.0.0.1:{port}/devstoreaccount1"),
        RequestTimeout = TimeSpan.FromSeconds(20),
        ReadRetries = 2,
    };

    [Fact]
    public async Task A_server_that_is_not_there_is_unavailable()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var client = new TableStorageClient(OptionsFor(port), TimeProvider.System);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => client.GetAsync("Things", "p", "r", default));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => client.WriteOneAsync(TableRows.Upsert("p", "r")));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => client.AllAsync("p"));
    }

    [Fact]
    public async Task Reads_are_tried_again_and_writes_are_not()
    {
        using var server = new OneAnswerServer("HTTP/1.1 503 Busy", "");
        await using var client = new TableStorageClient(OptionsFor(server.Port), TimeProvider.System);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => client.WriteOneAsync(TableRows.Upsert("p", "r")));
        Assert.Equal(1, server.Requests);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => client.GetAsync("Things", "p", "r", default));
        Assert.Equal(4, server.Requests);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_unavailable_in_time()
    {
        using var server = new OneAnswerServer(null, "");
        await using var client = new TableStorageClient(
            OptionsFor(server.Port) with { RequestTimeout = TimeSpan.FromMilliseconds(300) }, TimeProvider.System);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => client.WriteOneAsync(TableRows.Upsert("p", "r")));
    }

    [Fact]
    public async Task An_answer_that_cannot_be_understood_is_unavailable()
    {
        foreach (var body in new[] { "", "{", "[]", "{\"PartitionKey\":\"p\"}", "{\"PartitionKey\":\"p\",\"RowKey\":\"r\",\"odata.etag\":\"x\",\"Value\":5}" })
        {
            using var server = new OneAnswerServer("HTTP/1.1 200 OK", body);
            await using var client = new TableStorageClient(OptionsFor(server.Port), TimeProvider.System);
            await Assert.ThrowsAsync<StoreUnavailableException>(() => client.GetAsync("Things", "p", "r", default));
            await Assert.ThrowsAsync<StoreUnavailableException>(() => client.AllAsync("p"));
        }

        using var batches = new OneAnswerServer("HTTP/1.1 202 Accepted", "no parts at all");
        await using var writer = new TableStorageClient(OptionsFor(batches.Port), TimeProvider.System);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => writer.WriteOneAsync(TableRows.Upsert("p", "r")));
    }

    [Fact]
    public async Task A_batch_answered_with_too_few_parts_is_unavailable()
    {
        using var server = new OneAnswerServer("HTTP/1.1 202 Accepted", "HTTP/1.1 204 No Content\r\nETag: 1\r\n\r\n");
        await using var client = new TableStorageClient(OptionsFor(server.Port), TimeProvider.System);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => client.WriteAllAsync(TableRows.Upsert("p", "r"), TableRows.Upsert("p", "s")));
    }

    /// <summary>Gives every request the same answer, or none.</summary>
    private sealed class OneAnswerServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly byte[]? _answer;
        private int _requests;

        public OneAnswerServer(string? status, string body)
        {
            _answer = status is null ? null : Encoding.ASCII.GetBytes($"{status}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");
            _listener.Start();
            _ = ServeAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Requests => Volatile.Read(ref _requests);

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            var open = new List<TcpClient>();
            try
            {
                while (true)
                {
                    var connection = await _listener.AcceptTcpClientAsync();
                    open.Add(connection);
                    var request = new byte[64 * 1024];
                    _ = await connection.GetStream().ReadAsync(request);
                    Interlocked.Increment(ref _requests);
                    if (_answer is not null)
                    {
                        // The body may come in a second packet; what is unread would reset the connection.
                        await Task.Delay(5);
                        while (connection.Available > 0)
                        {
                            _ = await connection.GetStream().ReadAsync(request);
                        }

                        await connection.GetStream().WriteAsync(_answer);
                        connection.Close();
                    }
                }
            }
            catch (Exception failure) when (failure is SocketException or ObjectDisposedException or IOException)
            {
                open.ForEach(connection => connection.Dispose());
            }
        }
    }
}
