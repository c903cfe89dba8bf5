using PolyCloud.Polymarket.Http;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Tests.Http;

public sealed class VenueRequestTests
{
    [Fact]
    public void A_clients_call_keeps_its_parts()
    {
        var request = VenueRequest.From(new HttpCall
        {
            Id = 1,
            Service = VenueService.Gamma,
            Method = "GET",
            PathAndQuery = "/markets?slug=a%2Bb&slug=c&closed=true",
            Headers = [new("POLY_NONCE", "7")],
            Body = new byte[] { 1, 2 },
        });
        Assert.Equal((VenueService.Gamma, "GET", "/markets"), (request.Service, request.Method, request.Path));
        Assert.Equal(["a+b", "c"], request.Parameters("slug"));
        Assert.Equal("true", request.Parameter("closed"));
        Assert.Null(request.Parameter("other"));
        Assert.Equal("7", request.Header("poly_nonce"));
        Assert.Null(request.Header("other"));
        Assert.Equal(2, request.Body.Length);
    }
}
