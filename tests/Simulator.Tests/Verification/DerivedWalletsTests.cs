using PolyCloud.Simulator.Http;
using PolyCloud.Simulator.Tests.Venue;
using PolyCloud.Simulator.Verification;
using PolyCloud.VectorCatalogue;

namespace PolyCloud.Simulator.Tests.Verification;

public sealed class DerivedWalletsTests
{
    [Fact]
    [VectorGroup("wallets")]
    public void Every_wallet_of_an_account_has_its_official_address()
    {
        var wallets = Vectors.Root.GetProperty("wallets");
        Assert.True(WalletAddress.TryParse(wallets.Text("eoa"), out var owner));
        Assert.Equal(wallets.Text("polyProxy"), DerivedWallets.Proxy(owner).ToString());
        Assert.Equal(wallets.Text("gnosisSafe"), DerivedWallets.Safe(owner).ToString());
        Assert.Equal(wallets.Text("depositWalletBeacon"), DerivedWallets.Deposit(owner).ToString());
        Assert.Equal(wallets.Text("depositWalletUupsLegacy"), DerivedWallets.LegacyDeposit(owner).ToString());
    }

    [Fact]
    public void A_wallet_pays_for_its_own_signature_type_only()
    {
        var owner = TestWallet.First.Address;
        WalletAddress[] makers = [owner, DerivedWallets.Proxy(owner), DerivedWallets.Safe(owner), DerivedWallets.Deposit(owner)];
        for (var type = 0; type < 6; type++)
        {
            for (var maker = 0; maker < makers.Length; maker++)
            {
                Assert.Equal(type == maker, DerivedWallets.MayPay(type, owner, makers[maker]));
            }
        }
    }
}
