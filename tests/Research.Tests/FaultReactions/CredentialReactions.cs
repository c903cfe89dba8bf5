using PolyCloud.ContainerWorker.Takeover;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Polymarket.Wallets;
using PolyCloud.Research.InProcess;
using PolyCloud.Research.Tests.InProcess;
using PolyCloud.Simulator;

namespace PolyCloud.Research.Tests.FaultReactions;

public sealed class CredentialReactions
{
    [Fact]
    [ReactionTo("credential-refused")]
    public void A_wallet_that_the_venue_refuses_gets_no_credential_and_is_told_so_at_once()
    {
        using var key = PrivateKey.FromHex(SimulatedWallet.PrivateKeyHex(7));
        var venue = new SimulatedVenue(new SimulatorOptions(), 7);
        venue.Faults.SwitchOn("credential-refused");
        var world = new VirtualWorld(venue, NodeWorld.FirstOpens);
        var takeover = new EpochTakeover(new TradingWallet(key), epoch: 1, []);
        world.Run(takeover, [], world.Now + Duration.FromSeconds(5));

        Assert.Equal(TakeoverStep.Refused, takeover.Step);
        Assert.Null(takeover.Credential);
    }
}
