using PolyCloud.ContainerWorker.Doctor.Sockets;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Market;
using PolyCloud.Polymarket.Prices;
using PolyCloud.Polymarket.Prices.Exchanges;
using PolyCloud.Polymarket.Prices.Rtds;
using PolyCloud.Polymarket.Sessions;
using PolyCloud.Polymarket.User;

namespace PolyCloud.ContainerWorker.Doctor.Checks;

/// <summary>Every socket, driven by the session that trades with it, until it has shown data.</summary>
internal static class SocketChecks
{
    /// <summary>Only the waits between reconnects are drawn; nothing here depends on them.</summary>
    private const ulong Seed = 1;

    public static IEnumerable<DoctorCheck> Of(DoctorSubject subject)
    {
        var venue = subject.Options.Venue;
        yield return new DoctorCheck("market socket", cancellation => subject.Market is { } market
            ? ProbeAsync(subject, venue.MarketSocket, heard => Market(market, heard), "a book came", DoctorFinding.Error, cancellation)
            : Task.FromResult(DoctorFinding.NotChecked("no market is known")));
        yield return new DoctorCheck("user socket", WithCredential(subject, (credential, cancellation) => ProbeAsync(
            subject, venue.UserSocket, heard => new UserSession(new UserSessionOptions { PingInterval = Duration.FromSeconds(1) }, credential, heard, new DeterministicRandom(Seed)),
            "authenticated, and a ping was answered", DoctorFinding.Error, cancellation, pongIsEnough: true)));
        yield return new DoctorCheck("price socket", WithCredential(subject, (credential, cancellation) => ProbeAsync(
            subject, venue.PriceSocket, heard => new PolyBoltSession(new PolyBoltSessionOptions { Assets = [subject.Options.Series.Asset] }, credential, heard, new DeterministicRandom(Seed)),
            "authenticated, and a price came", DoctorFinding.Error, cancellation)));
        yield return Price(subject, "legacy price socket", venue.LegacyPriceSocket, heard =>
        {
            var session = new RtdsSession(new RtdsSessionOptions { Assets = [subject.Options.Series.Asset] }, heard, new DeterministicRandom(Seed));
            session.Want(true);
            return session;
        });
        yield return Price(subject, "binance socket", venue.BinanceSocket, heard => Exchange(subject, new BinanceWire(), heard));
        yield return Price(subject, "coinbase socket", venue.CoinbaseSocket, heard => Exchange(subject, new CoinbaseWire(), heard));
    }

    /// <summary>A source that others can stand in for.</summary>
    private static DoctorCheck Price(DoctorSubject subject, string name, Uri? address, Func<SocketHearing, ISocketSession> session) => new(name, cancellation => address is null
        ? Task.FromResult(DoctorFinding.Ok("left out by the settings"))
        : ProbeAsync(subject, address, session, "a price came", DoctorFinding.Warning, cancellation));

    private static Func<CancellationToken, Task<DoctorFinding>> WithCredential(
        DoctorSubject subject, Func<Polymarket.Credentials.ApiCredential, CancellationToken, Task<DoctorFinding>> check) =>
        cancellation => subject.Credential is { } credential ? check(credential, cancellation) : Task.FromResult(DoctorFinding.NotChecked("there is no credential"));

    private static MarketSession Market(MarketSpec market, SocketHearing heard)
    {
        var session = new MarketSession(new MarketSessionOptions(), heard, new DeterministicRandom(Seed));
        session.Watch(new MarketId(0), market, new SocketCommands());
        return session;
    }

    private static FastPriceSession Exchange(DoctorSubject subject, IExchangeWire wire, SocketHearing heard) =>
        new(wire, new FastPriceSessionOptions { Assets = [subject.Options.Series.Asset] }, heard, new DeterministicRandom(Seed));

    private static async Task<DoctorFinding> ProbeAsync(
        DoctorSubject subject, Uri address, Func<SocketHearing, ISocketSession> session, string success,
        Func<string, string, DoctorFinding> failure, CancellationToken cancellation, bool pongIsEnough = false)
    {
        var heard = new SocketHearing(pongIsEnough);
        var problem = await SocketProbe.RunAsync(session(heard), heard, address, subject.Clock, subject.Options.Patience * 0.8, cancellation);
        return problem is null ? DoctorFinding.Ok(success) : failure($"{problem} ({address.Host})", "Check the network, the address and the venue's status; the worker would go on trying.");
    }
}
