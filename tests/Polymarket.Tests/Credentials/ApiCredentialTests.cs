using System.Text;
using PolyCloud.Polymarket.Credentials;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Polymarket.Tests.Credentials;

public sealed class ApiCredentialTests
{
    [Fact]
    [VectorGroup("l2")]
    public void Signatures_equal_the_official_ones()
    {
        foreach (var vector in SigningVectors.Root.GetProperty("l2").EnumerateArray())
        {
            var credential = new ApiCredential("key", vector.Text("secret"), "phrase");
            var signature = credential.Sign(vector.Number("timestamp"), vector.Text("method"), vector.Text("requestPath"), Encoding.UTF8.GetBytes(vector.Text("body")));
            Assert.Equal(vector.Text("signature"), signature);
        }
    }

    [Theory]
    [InlineData("__79_Pv6-fj39vX08_Lx8O_u7ezr6uno5-bl5OPi4eA=")]
    [InlineData("__79_Pv6-fj39vX08_Lx8O_u7ezr6uno5-bl5OPi4eA")]
    [InlineData("//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA=")]
    public void A_secret_is_read_in_both_alphabets_with_and_without_padding(string secret) =>
        Assert.Equal(
            "ehsfpnudJYxJOfv4WoDpAE_AjWU7ULKoxInK2AK30_Y=",
            new ApiCredential("key", secret, "phrase").Sign(1_793_491_200, "GET", "/data/orders", default));

    [Fact]
    public void Secret_and_passphrase_never_print()
    {
        var credential = new ApiCredential("the-key", "c2VjcmV0", "hush");
        Assert.Equal("credential the-key", credential.ToString());

        var exception = Assert.Throws<SigningException>(() => new ApiCredential("the-key", "not base64!", "hush"));
        Assert.DoesNotContain("not base64!", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "c2VjcmV0", "canary-phrase", "key")]
    [InlineData("the-key", "", "canary-phrase", "secret")]
    [InlineData("the-key", "canary secret!", "canary-phrase", "secret")]
    [InlineData("the-key", "a", "canary-phrase", "secret")]
    [InlineData("the-key", "Y2FuYXJ5", "", "passphrase")]
    public void A_bad_part_is_refused_by_its_name_and_no_part_is_repeated(string key, string secret, string passphrase, string field)
    {
        var problem = Assert.Throws<SigningException>(() => new ApiCredential(key, secret, passphrase));
        Assert.Equal(field, problem.Field);
        Assert.Contains(field, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Y2FuYXJ5", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(200)]
    public void A_secret_of_any_length_signs_as_HMAC_says(int length)
    {
        var secret = new byte[length];
        Array.Fill(secret, (byte)0xA7);
        var expected = Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData(secret, "17POST/orderbody"u8.ToArray())).Replace('+', '-').Replace('/', '_');
        Assert.Equal(expected, new ApiCredential("key", Convert.ToBase64String(secret), "phrase").Sign(17, "POST", "/order", "body"u8));
    }

    [Fact]
    public void A_long_batch_is_signed_as_a_short_one()
    {
        var credential = new ApiCredential("key", "__79_Pv6-fj39vX08_Lx8O_u7ezr6uno5-bl5OPi4eA=", "phrase");
        foreach (var length in new[] { 0, 1, 1_990, 2_048, 70_000 })
        {
            var body = new byte[length];
            Array.Fill(body, (byte)'x');
            var expected = System.Security.Cryptography.HMACSHA256.HashData(
                Convert.FromBase64String("//79/Pv6+fj39vX08/Lx8O/u7ezr6uno5+bl5OPi4eA="), (byte[])[.. "17POST/orders"u8, .. body]);
            Assert.Equal(Convert.ToBase64String(expected).Replace('+', '-').Replace('/', '_'), credential.Sign(17, "POST", "/orders", body));
        }
    }
}
