using System.Net;
using System.Text;
using PolyCloud.ContainerWorker.Tests.Api;

namespace PolyCloud.ContainerWorker.Pages;

public sealed class PageFuzzTests
{
    private static readonly string[] Paths =
    [
        "", "bots", "performance", "positions", "orders", "risk", "settings", "stop", "login", "logout", "form-token", "live/overview", "live/nothing", "assets/dashboard.css", "assets/nothing",
        "act/halt", "act/bot/b0/pause", "act/bot/b0/nothing", "act/window/x/close", "act/order/i1/cancel", "act/proposal/p1/approve", "act/propose", "act/",
    ];

    private static readonly string[] Names = ["bot", "window", "state", "reason", "severity", "tab", "back", "v", "other"];

    private static readonly string[] Kinds = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "application/json", "text/plain", "nothing"];

    [Fact]
    public async Task Random_requests_for_pages_never_see_a_500_and_do_nothing()
    {
        await using var scene = await ApiScene.StartAsync();
        var random = new Random(20_261_121);
        for (var round = 0; round < 800; round++)
        {
            using var request = new HttpRequestMessage(random.Next(2) == 0 ? HttpMethod.Get : HttpMethod.Post, $"/{Paths[random.Next(Paths.Length)]}?{Names[random.Next(Names.Length)]}={Uri.EscapeDataString(Any(random))}");
            foreach (var header in (string[])["Accept", "Origin", "Sec-Fetch-Site", "X-Request-Id"])
            {
                if (random.Next(4) == 0)
                {
                    request.Headers.TryAddWithoutValidation(header, Visible(random));
                }
            }

            if (random.Next(2) == 0)
            {
                request.Headers.TryAddWithoutValidation("Cookie", $"polycloud-session={Visible(random)}; polycloud-form={Visible(random)}");
            }

            if (request.Method == HttpMethod.Post)
            {
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes($"reason={Any(random)}&__RequestVerificationToken={Visible(random)}&{Any(random)}"));
                request.Content.Headers.TryAddWithoutValidation("Content-Type", Kinds[random.Next(Kinds.Length)]);
            }

            using var answer = await scene.Client.SendAsync(request);
            Assert.True((int)answer.StatusCode < 500, $"round {round}: {request.Method} {request.RequestUri} gave {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }

        Assert.Empty(scene.Commands.Asked);
        Assert.Equal(HttpStatusCode.OK, (await scene.Client.GetAsync(new Uri("/", UriKind.Relative))).StatusCode);
    }

    private static string Any(Random random) => string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => (char)random.Next(1, 0x2_FF)));

    private static string Visible(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 60)).Select(_ => (char)random.Next('!', '~')));
}
