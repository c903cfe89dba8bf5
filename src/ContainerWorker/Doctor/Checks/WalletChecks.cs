using PolyCloud.Polymarket.Signing;

namespace PolyCloud.ContainerWorker.Doctor.Checks;

/// <summary>The key, and whether signature type and funder are the pair the venue accepts for it.</summary>
internal static class WalletChecks
{
    public static IEnumerable<DoctorCheck> Of(DoctorSubject subject) => [new("wallet", cancellation => OpenAsync(subject, cancellation))];

    private static async Task<DoctorFinding> OpenAsync(DoctorSubject subject, CancellationToken cancellation)
    {
        var wallet = subject.Wallet = await subject.Options.OpenWallet(cancellation);
        var kind = wallet.Type switch
        {
            SignatureType.ExternallyOwnedAccount => "own account",
            SignatureType.Proxy => "proxy",
            SignatureType.GnosisSafe => "Safe",
            _ => wallet.IsWalletBound ? "deposit wallet with its own API credential" : "deposit wallet",
        };
        return DoctorFinding.Ok($"key of {wallet.Key.Address}, signature type {(int)wallet.Type} ({kind}), funder {wallet.Funder}");
    }
}
