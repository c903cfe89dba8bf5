using PolyCloud.ContainerWorker.Settings;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Storage.Secrets;

namespace PolyCloud.ContainerWorker.Tests.Settings;

public sealed class WalletIdentityTests : IDisposable
{
    private const string KeyText = "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
    private readonly PrivateKey _key = PrivateKey.FromHex(KeyText);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Nothing_said_is_the_keys_own_account()
    {
        var wallet = Read();
        Assert.Equal((SignatureType.ExternallyOwnedAccount, _key.Address, false), (wallet.Type, wallet.Funder, wallet.IsWalletBound));
    }

    [Fact]
    public void A_Safe_pays_when_it_is_named()
    {
        var wallet = Read(type: "2", funder: WalletDerivation.Safe(_key.Address).ToString());
        Assert.Equal((SignatureType.GnosisSafe, WalletDerivation.Safe(_key.Address), _key.Address), (wallet.Type, wallet.Funder, wallet.CredentialAddress));
    }

    [Theory]
    [InlineData("4", null, null, WalletIdentity.TypeVariable)]
    [InlineData("two", null, null, WalletIdentity.TypeVariable)]
    [InlineData("2", null, null, WalletIdentity.FunderVariable)]
    [InlineData("0", "0x1234", null, WalletIdentity.FunderVariable)]
    [InlineData("0", KeyText, null, WalletIdentity.FunderVariable)]
    [InlineData("0", "0x70997970C51812dc3A010C7d01b50e0d17dc79C8", null, "funder")]
    [InlineData("0", null, "perhaps", WalletIdentity.BoundVariable)]
    [InlineData("0", null, "true", "walletBound")]
    public void What_does_not_fit_is_named_and_never_repeated(string type, string? funder, string? bound, string field)
    {
        var problem = Assert.Throws<SigningException>(() => Read(type, funder, bound));
        Assert.Equal(field, problem.Field);
        Assert.DoesNotContain(KeyText, problem.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_key_comes_from_one_place_only()
    {
        var both = Assert.Throws<SecretUnavailableException>(() => KeySource.Of(name => name == PrivateKey.Variable ? KeyText : "https://vault.example.com"));
        Assert.DoesNotContain(KeyText, both.ToString(), StringComparison.OrdinalIgnoreCase);
        using var key = await KeySource.OpenAsync(KeySource.Of(name => name == PrivateKey.Variable ? KeyText : null), CancellationToken.None);
        Assert.Equal(_key.Address, key.Address);
        var none = await Assert.ThrowsAsync<SecretUnavailableException>(() => KeySource.OpenAsync(KeySource.Of(_ => null), CancellationToken.None));
        Assert.Contains(PrivateKey.Variable, none.Message, StringComparison.Ordinal);
    }

    private TradingWallet Read(string? type = null, string? funder = null, string? bound = null) => WalletIdentity.Read(_key, name => name switch
    {
        WalletIdentity.TypeVariable => type,
        WalletIdentity.FunderVariable => funder,
        _ => bound,
    });
}
