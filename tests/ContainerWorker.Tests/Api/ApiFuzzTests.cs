using System.Net;
using System.Net.Sockets;
using System.Text;

namespace PolyCloud.ContainerWorker.Tests.Api;

public sealed class ApiFuzzTests
{
    private static readonly string[] Paths =
    [
        "bots", "bots/b0", "bots/b0/start", "bots/b0/config", "positions", "positions/x/close", "orders", "orders/i1", "fills", "markets", "markets/x/book", "risk/limits", "risk/emergency-halt", "risk/re-arm",
        "parameters/proposals", "parameters/proposals/p1/approve", "metrics/portfolio", "notices", "audit", "openapi.json", "docs", "nothing",
    ];

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW"];

    [Fact]
    public async Task Random_requests_never_see_a_500()
    {
        await using var scene = await ApiScene.StartAsync();
        var random = new Random(20_261_121);
        for (var round = 0; round < 1_500; round++)
        {
            using var request = new HttpRequestMessage(new HttpMethod(Methods[random.Next(Methods.Length)]), "/api/v1/" + Mangle(random, Paths[random.Next(Paths.Length)]));
            foreach (var header in (string[])["Idempotency-Key", "X-Request-Id", "X-API-Key", "Origin", "Authorization"])
            {
                if (random.Next(3) == 0)
                {
                    request.Headers.TryAddWithoutValidation(header, Ascii(random, random.Next(200)));
                }
            }

            if (random.Next(2) == 0)
            {
                request.Headers.Remove("Idempotency-Key");
                request.Headers.Add("Idempotency-Key", "k" + round);
            }

            if (request.Method.Method is "POST" or "PUT" or "DELETE" or "PATCH")
            {
                request.Content = new ByteArrayContent(Body(random));
                request.Content.Headers.TryAddWithoutValidation("Content-Type", random.Next(4) == 0 ? Ascii(random, 20) : "application/json");
            }

            using var answer = await scene.Client.SendAsync(request);
            Assert.True((int)answer.StatusCode < 500, $"round {round}: {request.Method} {request.RequestUri} gave {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.Equal(HttpStatusCode.OK, (await scene.Client.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Bytes_that_are_no_http_do_not_bring_it_down()
    {
        await using var scene = await ApiScene.StartAsync();
        var random = new Random(7);
        for (var round = 0; round < 50; round++)
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(scene.Address.Host, scene.Address.Port);
            var bytes = new byte[random.Next(1, 2_000)];
            random.NextBytes(bytes);
            await socket.GetStream().WriteAsync(bytes);
        }

        Assert.Equal(HttpStatusCode.OK, (await scene.Client.GetAsync(new Uri("/api/v1/bots", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_413()
    {
        await using var scene = await ApiScene.StartAsync();
        using var answer = await scene.SendAsync(HttpMethod.Post, "/api/v1/risk/emergency-halt", $$"""{"reason":"{{new string('x', 70_000)}}"}""");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private static string Mangle(Random random, string path) => random.Next(3) switch
    {
        0 => path,
        1 => path + "?" + Uri.EscapeDataString(Ascii(random, 30)) + "=" + Uri.EscapeDataString(Ascii(random, 30)) + "&limit=" + Uri.EscapeDataString(Ascii(random, 5)),
        _ => path.Insert(random.Next(path.Length), Uri.EscapeDataString(Ascii(random, random.Next(1, 40)))),
    };

    private static byte[] Body(Random random)
    {
        var bytes = new byte[random.Next(300)];
        random.NextBytes(bytes);
        return random.Next(4) switch
        {
            0 => bytes,
            1 => Encoding.UTF8.GetBytes("{\"reason\":\"" + Ascii(random, 40) + "\"}"),
            2 => Encoding.UTF8.GetBytes("{\"settings\":{\"" + Ascii(random, 5) + "\":" + random.Next() + "},\"scope\":[[[[[[[[[[[[1]]]]]]]]]]]]}"),
            _ => Encoding.UTF8.GetBytes("{\"reason\":\"\\ud800\",\"flatten\":" + random.Next(3) + "}"),
        };
    }

    private static string Ascii(Random random, int length) => string.Create(length, random, static (text, source) =>
    {
        for (var index = 0; index < text.Length; index++)
        {
            text[index] = (char)source.Next(' ', '\x7f');
        }
    });
}
