using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Tests.Venue;
using PolyCloud.Simulator.Verification;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Simulator.Tests.Verification;

public sealed class DerivedTokensTests
{
    [Theory]
    [InlineData(Outcome.Up)]
    [InlineData(Outcome.Down)]
    [VectorGroup("ctf")]
    public void A_real_windows_tokens_follow_from_its_condition(Outcome outcome)
    {
        var market = Vectors.Root.GetProperty("ctf");

        // A condition is its oracle, its question and the number of outcomes.
        var oracle = Convert.FromHexString("58e1745bedda7312c4cddb72618923da1b90efde");
        byte[] preimage = [.. oracle, .. Convert.FromHexString(market.Text("questionId")![2..]), .. new byte[31], 2];
        Assert.Equal(market.Text("conditionId"), "0x" + Convert.ToHexStringLower(Keccak256.Hash(preimage)));
        var (condition, set) = (market.Text("conditionId")!, outcome == Outcome.Up ? "1" : "2");
        Assert.Equal(market.GetProperty("gammaClobTokenIds").Text(outcome.ToString()), DerivedTokens.TokenId(condition, outcome));
        Assert.Equal(market.GetProperty("positionIds_USDCe").Text(set), DerivedTokens.TokenId(condition, outcome));
        Assert.Equal(market.GetProperty("collectionIds").Text(set), "0x" + Convert.ToHexStringLower(DerivedTokens.Collection(condition, outcome)));
        Assert.Equal(
            market.GetProperty("positionIds_pUSD").Text(set),
            DerivedTokens.TokenId(Convert.FromHexString("C011a7E12a19f7B1f670d46F03B03f3342E82DFB"), condition, outcome));
    }
}
