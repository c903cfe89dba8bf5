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

    [Fact]
    public async Task A_busy_vault_is_asked_again_after_the_time_it_names()
    {
        _vault.Values["polycloud-private-key"] = Canary;
        _vault.Throttled = 1;
        var began = DateTime.UtcNow;
        Assert.Equal(Canary, await _vault.Client(retries: 3).FindAsync("POLYCLOUD_PRIVATE_KEY", CancellationToken.None));
        Assert.True(DateTime.UtcNow - began >= TimeSpan.FromSeconds(1));
        Assert.Equal(2, _vault.Questions);
    }

    [Fact]
    public async Task A_broken_vault_is_asked_again_and_one_that_stays_broken_is_told_of()
    {
        _vault.Values["polycloud-private-key"] = Canary;
        _vault.Failures = 2;
        Assert.Equal(Canary, await _vault.Client(retries: 3).FindAsync("POLYCLOUD_PRIVATE_KEY", CancellationToken.None));
        _vault.Failures = 100;
        var problem = await Assert.ThrowsAsync<SecretUnavailableException>(() => _vault.Client(retries: 3).FindAsync("POLYCLOUD_PRIVATE_KEY", CancellationToken.None));
        Assert.False(problem.IsRefusal);
        Assert.Contains("503", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rotated_secret_is_noticed_whatever_outages_lie_between()
    {
        _vault.Values["polycloud-private-key"] = Canary;
        var watch = new SecretWatch(_vault.Client(), "POLYCLOUD_PRIVATE_KEY", TimeSpan.FromMilliseconds(20), TimeProvider.System);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var change = watch.ChangeAsync(patience.Token);
        await AskedAsync(2);
        _vault.Failures = 3;
        await AskedAsync(3);
        Assert.False(change.IsCompleted);
        _vault.Values["polycloud-private-key"] = new string('9', 64);
        Assert.Equal(SecretChange.Rotated, await change);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_secret_that_was_disabled_or_deleted_is_withdrawn(bool disabled)
    {
        _vault.Values["polycloud-private-key"] = Canary;
        var watch = new SecretWatch(_vault.Client(), "POLYCLOUD_PRIVATE_KEY", TimeSpan.FromMilliseconds(20), TimeProvider.System);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var change = watch.ChangeAsync(patience.Token);
        await AskedAsync(2);
        if (disabled)
        {
            _vault.Refusal = 403;
        }
        else
        {
            _vault.Values.Clear();
        }

        Assert.Equal(SecretChange.Withdrawn, await change);
    }

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

    private Task AskedAsync(int more)
    {
        var until = _vault.Questions + more;
        return Cloud.Eventually.IsAsync(() => _vault.Questions >= until, "the vault is asked");
    }

    private sealed class NobodyCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new AuthenticationFailedException("nobody");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new AuthenticationFailedException("nobody");
    }
}
