using System.Text;
using PolyCloud.Polymarket.Chain.Relayer;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.Polymarket.Tests.Chain.Relayer;

public sealed class RelayerAnswerTests
{
    [Fact]
    public void Old_and_new_names_are_read()
    {
        var created = Read("""{"transactionID":"019-ab","state":"STATE_NEW"}""");
        Assert.Equal(("019-ab", RelayedState.UnderWay), (created.Id, created.State));

        var told = Read("""[{"transaction_id":"019-ab","state":"STATE_CONFIRMED","transaction_hash":"0x03e0b2b622495ebee9c6231845eb137fdef205e6115869d5f5dab5d39dd9715e","error_msg":""}]""");
        Assert.Equal((RelayedState.Confirmed, "0x03e0b2b622495ebee9c6231845eb137fdef205e6115869d5f5dab5d39dd9715e"), (told.State, told.Hash.ToString()));
    }

    [Theory]
    [InlineData("""{"address":"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266","nonce":"7"}""", 7)]
    [InlineData("""{"address":"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266","nonce":7}""", 7)]
    public void A_nonce_may_be_text_or_number(string body, long nonce) => Assert.Equal(nonce, Read(body).Nonce);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"nonce":-1,"deployed":"yes","transactionID":5}""")]
    [InlineData("<html>")]
    public void What_is_no_answer_tells_nothing(string body)
    {
        var answer = Read(body);
        Assert.Equal((null, null, "", null), (answer.Nonce, answer.Deployed, answer.Id, answer.Hash));
    }

    [Theory]
    [InlineData("failed", RelayedState.UnderWay)]
    [InlineData("STATE_FAILED", RelayedState.Failed)]
    [InlineData("STATE_INVALID", RelayedState.Invalid)]
    [InlineData("STATE_MINED", RelayedState.UnderWay)]
    [InlineData("STATE_OF_THE_ART", RelayedState.UnderWay)]
    public void A_state_nobody_knows_is_still_under_way(string text, RelayedState state) => Assert.Equal(state, Read($$"""{"state":"{{text}}"}""").State);

    [Theory]
    [InlineData(HttpOutcomeKind.NotSent, 0, "", "NotSent")]
    [InlineData(HttpOutcomeKind.TimedOut, 0, "", "Unclear")]
    [InlineData(HttpOutcomeKind.Answered, 502, "", "Unclear")]
    [InlineData(HttpOutcomeKind.Answered, 200, "", "Unclear")]
    [InlineData(HttpOutcomeKind.Answered, 429, "", "Later")]
    [InlineData(HttpOutcomeKind.Answered, 400, "wallet busy: has an active action", "Later")]
    [InlineData(HttpOutcomeKind.Answered, 400, "wallet has in-flight action", "Later")]
    [InlineData(HttpOutcomeKind.Answered, 400, "batch nonce 3 does not match on-chain nonce 4", "NonceBehind")]
    [InlineData(HttpOutcomeKind.Answered, 400, "batch nonce 5 does not match on-chain nonce 4", "Final")]
    [InlineData(HttpOutcomeKind.Answered, 400, "call blocked", "Final")]
    public void Refusals_are_told_apart(HttpOutcomeKind kind, int status, string text, string meaning) =>
        Assert.Equal(meaning, RelayerRefusal.Of(new HttpOutcome { Kind = kind, Status = status }, text).ToString());

    [Fact]
    public void A_relayer_key_never_prints()
    {
        var key = new RelayerKey("canary-secret", default);
        Assert.DoesNotContain("canary", key.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", Assert.Throws<SigningException>(() => new RelayerKey("canary secret", default)).Message, StringComparison.Ordinal);
    }

    private static RelayerAnswer Read(string body) =>
        RelayerAnswer.Read(new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = 200, Body = Encoding.UTF8.GetBytes(body) });
}
