using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.Rpc;

namespace PolyCloud.Polymarket.Tests.Chain.Rpc;

public sealed class RpcEndpointsTests
{
    private static readonly Timestamp Now = Timestamp.FromSeconds(1_793_491_200);

    private readonly RpcEndpoints _endpoints = new(new RpcOptions { Endpoints = 3 });

    [Fact]
    public void The_fastest_is_asked()
    {
        _endpoints.Answered(0, Duration.FromMilliseconds(80));
        _endpoints.Answered(1, Duration.FromMilliseconds(20));
        _endpoints.Answered(2, Duration.FromMilliseconds(50));
        Assert.Equal(1, _endpoints.Choose(Now, 0));
        Assert.Equal(2, _endpoints.Choose(Now, 0b010));
        Assert.Equal(-1, _endpoints.Choose(Now, 0b111));
    }

    [Fact]
    public void A_silent_endpoint_rests_longer_each_time_and_is_asked_when_all_others_rest_longer()
    {
        _endpoints.Silent(Now, 0);
        Assert.Equal(Now + Duration.FromSeconds(5), _endpoints.Health[0].RestsUntil);
        _endpoints.Silent(Now, 0);
        Assert.Equal(Now + Duration.FromSeconds(10), _endpoints.Health[0].RestsUntil);
        Assert.NotEqual(0, _endpoints.Choose(Now, 0));

        for (var times = 0; times < 3; times++)
        {
            _endpoints.Silent(Now, 1);
            _endpoints.Silent(Now, 2);
        }

        Assert.Equal(0, _endpoints.Choose(Now, 0));
        _endpoints.Answered(0, Duration.FromMilliseconds(9));
        Assert.Equal(0, _endpoints.Health[0].FaultsInRow);
    }

    [Fact]
    public void An_endpoint_that_goes_back_further_than_a_reorganisation_is_not_believed()
    {
        Assert.True(_endpoints.Accept(Now, 0, Head(1_000)));
        Assert.True(_endpoints.Accept(Now, 0, Head(990)));
        Assert.False(_endpoints.Accept(Now, 0, Head(900)));
        Assert.Equal(EndpointFault.Implausible, _endpoints.Health[0].LastFault);

        // An ordinary answer does not restore the trust that a head has lost.
        _endpoints.Answered(0, Duration.FromMilliseconds(1));
        Assert.Equal(EndpointFault.Implausible, _endpoints.Health[0].LastFault);
    }

    [Theory]
    [InlineData(-31, EndpointFault.Behind)]
    [InlineData(31, EndpointFault.Implausible)]
    public void A_head_that_is_old_or_from_the_future_is_not_believed(int seconds, EndpointFault fault)
    {
        Assert.False(_endpoints.Accept(Now, 0, new ChainHead(1_000, Now + Duration.FromSeconds(seconds), 1)));
        Assert.Equal(fault, _endpoints.Health[0].LastFault);
    }

    [Fact]
    public void One_endpoint_that_claims_to_be_far_ahead_does_not_make_the_others_look_behind()
    {
        Assert.True(_endpoints.Accept(Now, 0, Head(9_000_000)));
        Assert.True(_endpoints.Accept(Now, 1, Head(1_000)));
        Assert.True(_endpoints.Accept(Now, 2, Head(1_001)));
    }

    [Fact]
    public void One_endpoint_behind_two_others_is_not_asked()
    {
        Assert.True(_endpoints.Accept(Now, 0, Head(1_000)));
        Assert.True(_endpoints.Accept(Now, 1, Head(1_002)));
        Assert.False(_endpoints.Accept(Now, 2, Head(950)));
        Assert.Equal(EndpointFault.Behind, _endpoints.Health[2].LastFault);
    }

    private static ChainHead Head(long number) => new(number, Now, 1);
}
