using System.Text;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;

namespace PolyCloud.Polymarket.Tests.Credentials;

public sealed class CredentialSessionTests : IDisposable
{
    private const string Triple = """{"apiKey":"the-key","secret":"c2VjcmV0","passphrase":"hush"}""";

    private readonly PrivateKey _key = PrivateKey.FromHex(SigningVectors.PublicTestKey);
    private readonly HttpOutbox _outbox = new();
    private Timestamp _now = Timestamp.FromSeconds(1_793_491_200);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void The_epoch_is_the_nonce_and_the_headers_equal_the_official_ones()
    {
        var session = Started(epoch: 1, create: true);

        var call = Assert.Single(_outbox.Calls);
        Assert.Equal(("POST", "/auth/api-key"), (call.Method, call.PathAndQuery));
        var expected = SigningVectors.Root.GetProperty("l1")[1].GetProperty("headers").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!, StringComparer.Ordinal);
        Assert.Equal(expected, call.Headers.ToDictionary(StringComparer.Ordinal));

        Answer(session, 200, Triple);
        Assert.Equal((CredentialState.Known, "the-key"), (session.State, session.Credential?.Key));
    }

    [Fact]
    public void A_credential_that_exists_already_is_derived()
    {
        var session = Started(epoch: 1, create: true);
        Answer(session, 400, """{"error":"Could not create api key"}""");
        Assert.Equal(("GET", "/auth/derive-api-key"), (_outbox.Calls[^1].Method, _outbox.Calls[^1].PathAndQuery));
        Answer(session, 200, Triple);
        Assert.Equal(CredentialState.Known, session.State);
    }

    [Fact]
    public void A_predecessor_without_a_credential_is_told_as_missing()
    {
        var session = Started(epoch: 4, create: false);
        Answer(session, 400, """{"error":"Could not derive api key!"}""");
        Assert.Equal(CredentialState.Missing, session.State);
    }

    [Fact]
    public void A_refused_proof_is_not_repeated()
    {
        var session = Started(epoch: 4, create: true);
        Answer(session, 401, """{"error":"Invalid L1 Request headers"}""");
        Assert.Equal((CredentialState.Refused, Timestamp.Never), (session.State, session.NextDeadline));
    }

    [Theory]
    [InlineData(500, "")]
    [InlineData(200, """{"apiKey":"the-key","secret":"","passphrase":"hush"}""")]
    [InlineData(200, "[")]
    public void Anything_else_is_asked_again_after_a_pause(int status, string body)
    {
        var session = Started(epoch: 1, create: true);
        Answer(session, status, body);
        Assert.Equal(CredentialState.Asking, session.State);
        _now = session.NextDeadline;
        session.Tick(_now, _outbox);
        Answer(session, 200, Triple);
        Assert.Equal(CredentialState.Known, session.State);
    }

    private CredentialSession Started(long epoch, bool create)
    {
        var session = new CredentialSession(_key, epoch, create);
        session.Start(_now, _outbox);
        return session;
    }

    private void Answer(CredentialSession session, int status, string body) => Assert.True(session.Completed(
        _now,
        _outbox.Calls[^1].Id,
        new HttpOutcome { Kind = HttpOutcomeKind.Answered, Status = status, Body = Encoding.UTF8.GetBytes(body) },
        _outbox));
}
