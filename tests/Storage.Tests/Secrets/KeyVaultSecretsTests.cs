using Azure.Core;
using Azure.Identity;
using PolyCloud.Storage.Secrets;

namespace PolyCloud.Storage.Tests.Secrets;

public sealed class KeyVaultSecretsTests : IAsyncLifetime
{
    private const string Canary = "7c0ffee1deadbeef7c0ffee1deadbeef7c0ffee1deadbeef7c0ffee1deadbeef";
    private VaultServer _vault = null!;

    public async Task InitializeAsync() => _vault = await VaultServer.StartAsync();

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task A_secret_is_read_under_the_vaults_name_after_the_challenge()
    {
        _vault.Values["polycloud-private-key"] = Canary;
        Assert.Equal(Canary, await _vault.Client().FindAsync("POLYCLOUD_PRIVATE_KEY", CancellationToken.None));
        Assert.Equal(1, _vault.Challenges);
    }

    [Fact]
    public async Task A_secret_that_is_not_there_is_none() => Assert.Null(await _vault.Client().FindAsync("POLYCLOUD_PRIVATE_KEY", CancellationToken.None));

    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    public async Task A_refusal_names_secret_and_status_and_nothing_the_service_said(int status)
    {
        _vault.Values["polycloud-private-key"] = Canary;
        _vault.Refusal = status;
        var problem = await Assert.ThrowsAsync<SecretUnavailableException>(() => _vault.Client().FindAsync("POLYCLOUD_PRIVATE_KEY", CancellationToken.None));
        Assert.Contains("polycloud-private-key", problem.Message, StringComparison.Ordinal);
        Assert.Contains(status.ToString(System.Globalization.CultureInfo.InvariantCulture), problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, problem.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Without_an_identity_it_says_what_to_do()
    {
        var problem = await Assert.ThrowsAsync<SecretUnavailableException>(() => _vault.Client(new NobodyCredential()).FindAsync("POLYCLOUD_PRIVATE_KEY", CancellationToken.None));
        Assert.Contains("managed identity", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://my-vault.vault.azure.net")]
    [InlineData("my-vault")]
    public void A_vault_has_an_https_address(string address) => Assert.Throws<SecretUnavailableException>(() => KeyVaultSecrets.At(address));

    private sealed class NobodyCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new AuthenticationFailedException("nobody");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new AuthenticationFailedException("nobody");
    }
}
