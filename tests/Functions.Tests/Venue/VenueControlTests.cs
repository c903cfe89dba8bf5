using PolyCloud.Functions.Venue;
using PolyCloud.Orchestrations.Activities;
using PolyCloud.Polymarket.Http;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Storage.Secrets;

namespace PolyCloud.Functions.Tests.Venue;

/// <summary>What it says where it cannot act; the calls themselves are tested beside them.</summary>
public sealed class VenueControlTests
{
    // Discard, port 9: nobody listens there.
    private static readonly Uri Nobody = new("http://127.0.0.1:9");

    [Fact]
    public async Task Without_a_key_nothing_is_proved_and_nothing_cancelled()
    {
        var control = Control(null);
        Assert.Equal(VenueOutcome.Unknown, (await control.CancelAsync(3, null, CancellationToken.None)).Outcome);
        var verdict = await control.CountOpenAsync(3, null, CancellationToken.None);
        Assert.False(verdict.IsClear);
        Assert.Contains(PrivateKey.Variable, verdict.Detail, StringComparison.Ordinal);
        Assert.Null(await control.OpenOrdersAsync(3, CancellationToken.None));
    }

    [Fact]
    public async Task A_venue_that_does_not_answer_proves_nothing()
    {
        var control = Control(new string('1', 64));
        Assert.Equal(VenueOutcome.Unknown, (await control.CancelAsync(3, null, CancellationToken.None)).Outcome);
        Assert.Null((await control.CountOpenAsync(3, null, CancellationToken.None)).OpenOrders);
        Assert.Null((await control.ResolutionAsync("btc-updown-5m-300", CancellationToken.None)).Winner);
    }

    [Fact]
    public async Task A_key_that_is_none_is_not_shown()
    {
        const string Canary = "c0ffee-is-no-key";
        Assert.DoesNotContain(Canary, (await Control(Canary).CountOpenAsync(3, null, CancellationToken.None)).Detail, StringComparison.Ordinal);
    }

    private static VenueControl Control(string? key)
    {
        string? Read(string name) => name == PrivateKey.Variable ? key : null;
        var settings = new VenueSettings(new Dictionary<VenueService, Uri> { [VenueService.Clob] = Nobody, [VenueService.Gamma] = Nobody }, new EnvironmentSecrets(Read));
        return new VenueControl(settings, new HttpPump(settings.Addresses, TimeProvider.System), TimeProvider.System, Read);
    }
}
