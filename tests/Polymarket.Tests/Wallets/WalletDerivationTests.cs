using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Tests.Vectors;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Polymarket.Tests.Wallets;

public sealed class WalletDerivationTests
{
    private static readonly System.Text.Json.JsonElement Vectors = SigningVectors.Root.GetProperty("wallets");
    private static readonly EthereumAddress Owner = EthereumAddress.Parse(Vectors.Text("eoa"));

    [Fact]
    [VectorGroup("wallets")]
    public void Every_wallet_of_an_account_has_its_official_address()
    {
        Assert.Equal(Vectors.Text("polyProxy"), WalletDerivation.Proxy(Owner).ToString());
        Assert.Equal(Vectors.Text("gnosisSafe"), WalletDerivation.Safe(Owner).ToString());
        Assert.Equal(Vectors.Text("depositWalletBeacon"), WalletDerivation.Deposit(Owner).ToString());
        Assert.Equal(Vectors.Text("depositWalletUupsLegacy"), WalletDerivation.LegacyDeposit(Owner).ToString());
    }

    [Fact]
    public void The_code_of_a_deposit_wallet_has_the_official_hash()
    {
        var arguments = Convert.FromHexString(Vectors.Text("depositWalletCreate2Args")[2..]);
        Assert.Equal(Vectors.Text("depositWalletBeaconInitCodeHash"), "0x" + Convert.ToHexStringLower(DepositWalletCode.BeaconHash(arguments)));
    }

    [Fact]
    public void A_funder_matches_only_the_signature_type_it_was_derived_for()
    {
        (SignatureType Type, EthereumAddress Wallet)[] wallets =
        [
            (SignatureType.ExternallyOwnedAccount, Owner),
            (SignatureType.Proxy, WalletDerivation.Proxy(Owner)),
            (SignatureType.GnosisSafe, WalletDerivation.Safe(Owner)),
            (SignatureType.DepositWallet, WalletDerivation.Deposit(Owner)),
            (SignatureType.DepositWallet, WalletDerivation.LegacyDeposit(Owner)),
        ];
        foreach (var (type, wallet) in wallets)
        {
            foreach (var other in Enum.GetValues<SignatureType>())
            {
                Assert.Equal(type == other, WalletDerivation.Matches(other, Owner, wallet));
            }
        }

        Assert.False(WalletDerivation.Matches((SignatureType)4, Owner, Owner));
    }
}
