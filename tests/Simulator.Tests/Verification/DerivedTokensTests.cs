using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Tests.Venue;
using PolyCloud.Simulator.Verification;

namespace PolyCloud.Simulator.Tests.Verification;

public sealed class DerivedTokensTests
{
    [Theory]
    [InlineData(Outcome.Up)]
    [InlineData(Outcome.Down)]
    public void A_real_windows_tokens_follow_from_its_condition(Outcome outcome)
    {
        var market = Vectors.Root.GetProperty("ctf");
        Assert.Equal(market.GetProperty("gammaClobTokenIds").Text(outcome.ToString()), DerivedTokens.TokenId(market.Text("conditionId")!, outcome));
    }
}
