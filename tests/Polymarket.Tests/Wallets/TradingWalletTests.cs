using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;
using PolyCloud.Polymarket.Wallets;

namespace PolyCloud.Polymarket.Tests.Wallets;

public sealed class TradingWalletTests : IDisposable
{
    private readonly PrivateKey _key = PrivateKey.FromHex(SigningVectors.PublicTestKey);

    public void Dispose() => _key.Dispose();

    [Theory]
    [InlineData(SignatureType.ExternallyOwnedAccount)]
    [InlineData(SignatureType.Proxy)]
    [InlineData(SignatureType.GnosisSafe)]
    [InlineData(SignatureType.DepositWallet)]
    public void A_funder_that_is_not_the_keys_wallet_of_the_type_is_refused_by_field(SignatureType type)
    {
        var stranger = EthereumAddress.Parse("0x6DdcAD7425B4D92b930F8Ae200Af90Ce60B79E29");
        var problem = Assert.Throws<SigningException>(() => new TradingWallet(_key, type, stranger));
        Assert.Equal("funder", problem.Field);
        Assert.Contains("expected 0x", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(SigningVectors.PublicTestKey[2..], problem.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void An_unknown_signature_type_is_refused_by_field() =>
        Assert.Equal("signatureType", Assert.Throws<SigningException>(() => new TradingWallet(_key, (SignatureType)4, _key.Address)).Field);

    [Fact]
    public void A_deposit_wallet_is_maker_and_signer_and_the_credential_stays_with_the_key()
    {
        var funder = WalletDerivation.Deposit(_key.Address);
        var wallet = new TradingWallet(_key, SignatureType.DepositWallet, funder);
        Assert.Equal((funder, funder, _key.Address), (wallet.Funder, wallet.Signer, wallet.CredentialAddress));

        var proxy = new TradingWallet(_key, SignatureType.Proxy, WalletDerivation.Proxy(_key.Address));
        Assert.Equal((_key.Address, _key.Address), (proxy.Signer, proxy.CredentialAddress));
    }

    [Fact]
    public void A_wallet_bound_credential_belongs_to_the_deposit_wallet_and_to_no_other_kind()
    {
        var funder = WalletDerivation.Deposit(_key.Address);
        Assert.Equal(funder, new TradingWallet(_key, SignatureType.DepositWallet, funder, walletBound: true).CredentialAddress);
        Assert.Equal(
            "walletBound",
            Assert.Throws<SigningException>(() => new TradingWallet(_key, SignatureType.Proxy, WalletDerivation.Proxy(_key.Address), walletBound: true)).Field);
    }
}
