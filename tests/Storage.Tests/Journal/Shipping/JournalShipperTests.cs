using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using PolyCloud.Storage.Journal.Shipping;
using PolyCloud.Storage.Tests.Cloud;

namespace PolyCloud.Storage.Tests.Journal.Shipping;

public sealed class JournalShipperTests : IAsyncLifetime
{
    private const string Run = "shard-0-epoch-2";
    private readonly string _directory = Directory.CreateTempSubdirectory("polycloud-journal").FullName;
    private readonly Dictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);
    private readonly NumberedTokens _tokens = new();
    private readonly Queue<int> _failures = new();
    private TlsServer _server = null!;

    public async Task InitializeAsync() => _server = await TlsServer.StartAsync(AnswerAsync);

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Sealed_segments_are_shipped_whole_and_then_deleted_and_the_one_being_written_stays()
    {
        var earlier = Segment("shard-0-epoch-1", 3);
        var full = Segment(Run, 1);
        Segment(Run, 2);
        await using var shipper = Shipper();
        await Eventually.IsAsync(() => shipper.Shipped == 2, "two segments are shipped");
        Assert.Equal(earlier, _blobs["shard-0-epoch-1.000003.journal"]);
        Assert.Equal(full, _blobs[Run + ".000001.journal"]);
        Assert.Equal([Run + ".000002.journal"], Directory.GetFiles(_directory).Select(Path.GetFileName));
        Assert.Equal("https://storage.azure.com/.default", _tokens.Asked[0].Scope);
    }

    [Fact]
    public async Task At_the_end_the_last_segment_goes_too()
    {
        Segment(Run, 1);
        await using var shipper = Shipper();
        await shipper.ShipAllAsync(CancellationToken.None);
        Assert.Null(shipper.Problem);
        Assert.Single(_blobs);
        Assert.Empty(Directory.GetFiles(_directory));
    }

    [Fact]
    public async Task A_service_that_is_busy_or_broken_is_asked_again_and_nothing_is_deleted_before()
    {
        foreach (var status in new[] { 503, 500, 503, 500, 503, 500 })
        {
            _failures.Enqueue(status);
        }

        Segment("shard-0-epoch-1", 1);
        await using var shipper = Shipper();
        await Eventually.IsAsync(() => shipper.Shipped == 1, "it is shipped after all");
        Assert.Null(shipper.Problem);
        Assert.Single(_blobs);
    }

    [Fact]
    public async Task A_segment_that_was_shipped_before_a_crash_deleted_it_is_recognised()
    {
        _blobs["shard-0-epoch-1.000001.journal"] = Segment("shard-0-epoch-1", 1);
        await using var shipper = Shipper();
        await Eventually.IsAsync(() => shipper.Shipped == 1, "it is recognised");
        Assert.Empty(Directory.GetFiles(_directory));
    }

    [Fact]
    public async Task Another_blob_of_that_name_is_never_written_over_and_the_segment_stays()
    {
        byte[] other = [1, 2, 3];
        _blobs["shard-0-epoch-1.000001.journal"] = other;
        Segment("shard-0-epoch-1", 1);
        await using var shipper = Shipper();
        await Eventually.IsAsync(() => shipper.Problem is not null, "the problem is told");
        Assert.Equal(other, _blobs["shard-0-epoch-1.000001.journal"]);
        Assert.Single(Directory.GetFiles(_directory));
    }

    [Fact]
    public void A_container_has_an_https_address_with_its_name() =>
        Assert.Throws<ArgumentException>(() => new ShippingOptions { Container = new Uri("https://account.blob.core.windows.net"), Credential = _tokens, Directory = _directory }.Validate());

    private JournalShipper Shipper() => new(
        new ShippingOptions { Container = new Uri(_server.Address, "journal"), Credential = _tokens, Directory = _directory, Interval = TimeSpan.FromMilliseconds(20) },
        Run, TimeProvider.System, _server.Transport());

    private byte[] Segment(string run, int number)
    {
        var content = RandomNumberGenerator.GetBytes(5_000);
        File.WriteAllBytes(Path.Combine(_directory, $"{run}.{number:D6}.journal"), content);
        return content;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        lock (_blobs)
        {
            var name = context.Request.Path.Value!.Split('/')[^1];
            context.Response.StatusCode = !context.Request.Headers.Authorization.ToString().StartsWith("Bearer token-", StringComparison.Ordinal) || context.Request.Headers["x-ms-version"] != "2023-11-03" ? 403
                : _failures.TryDequeue(out var failure) ? failure
                : context.Request.Method == "HEAD" ? Head(context, name)
                : Put(context, name, body.ToArray());
        }
    }

    // What the service checks a transfer by; nobody is kept out with it.
#pragma warning disable CA5351
    private static string DigestOf(byte[] content) => Convert.ToBase64String(MD5.HashData(content));
#pragma warning restore CA5351

    private int Head(HttpContext context, string name)
    {
        context.Response.ContentLength = _blobs[name].Length;
        context.Response.Headers.ContentMD5 = DigestOf(_blobs[name]);
        return 200;
    }

    private int Put(HttpContext context, string name, byte[] content)
    {
        var headers = context.Request.Headers;
        if (headers["x-ms-blob-type"] != "BlockBlob" || headers.ContentMD5 != DigestOf(content) || headers.IfNoneMatch != "*")
        {
            return 400;
        }

        return _blobs.TryAdd(name, content) ? 201 : 409;
    }
}
