using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Chain.ConditionalTokens;
using PolyCloud.Polymarket.Chain.Contracts;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Polymarket.Tests.Chain.ConditionalTokens;

public sealed class TokenIdCheckTests
{
    private static readonly EthereumAddress Collateral = new ContractAddresses().TokenCollateral;
    private static readonly string Condition = SigningVectors.Root.GetProperty("ctf").Text("conditionId");
    private static readonly string Up = SigningVectors.Root.GetProperty("ctf").GetProperty("gammaClobTokenIds").Text("Up");
    private static readonly string Down = SigningVectors.Root.GetProperty("ctf").GetProperty("gammaClobTokenIds").Text("Down");

    [Fact]
    [VectorGroup("ctf")]
    public void Condition_collections_and_tokens_equal_the_published_ones()
    {
        var vectors = SigningVectors.Root.GetProperty("ctf");
        var condition = ConditionalTokenIds.Condition(EthereumAddress.Parse("0x58e1745bedda7312c4cddb72618923da1b90efde"), Hash(vectors.Text("questionId")));
        Assert.Equal(vectors.Text("conditionId"), condition.ToString());
        foreach (var (outcome, set) in new[] { (Outcome.Up, "1"), (Outcome.Down, "2") })
        {
            Assert.Equal(vectors.GetProperty("collectionIds").Text(set), ConditionalTokenIds.Collection(condition, outcome).ToString());
            Assert.Equal(vectors.GetProperty("positionIds_USDCe").Text(set), ConditionalTokenIds.Token(Collateral, condition, outcome).ToString());
            Assert.Equal(vectors.GetProperty("positionIds_pUSD").Text(set), ConditionalTokenIds.Token(new ContractAddresses().Collateral, condition, outcome).ToString());
        }
    }

    [Fact]
    public void Gammas_ids_are_proved() => Assert.Equal(TokenIdVerdict.Match, TokenIdCheck.Check(Collateral, Condition, Up, Down, false));

    [Fact]
    public void Exchanged_outcomes_are_a_mismatch() => Assert.Equal(TokenIdVerdict.Mismatch, TokenIdCheck.Check(Collateral, Condition, Down, Up, false));

    [Fact]
    public void Another_collateral_is_a_mismatch() =>
        Assert.Equal(TokenIdVerdict.Mismatch, TokenIdCheck.Check(new ContractAddresses().Collateral, Condition, Up, Down, false));

    [Theory]
    [InlineData("0x12", false)]
    [InlineData(null, true)]
    public void What_cannot_be_computed_is_unknown(string? condition, bool negativeRisk) =>
        Assert.Equal(TokenIdVerdict.Unknown, TokenIdCheck.Check(Collateral, condition ?? Condition, Up, Down, negativeRisk));

    [Fact]
    public void Position_ids_are_told_apart()
    {
        foreach (var vector in SigningVectors.Root.GetProperty("isV2PositionId").EnumerateArray())
        {
            Assert.True(UInt256.TryParse(vector.Text("id"), out var token));
            Assert.Equal(vector.GetProperty("isV2").GetBoolean(), TokenIdCheck.IsPositionMarket(token));
        }

        const string Position = "454323127910303127851051010338032357490215648593239022639420281900161302528";
        Assert.Equal(TokenIdVerdict.Unknown, TokenIdCheck.Check(Collateral, Condition, Position, Down, false));
    }

    private static Hash256 Hash(string text) => Hash256.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out var hash) ? hash : throw new FormatException(text);
}
