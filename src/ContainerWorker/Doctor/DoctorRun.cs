using PolyCloud.ContainerWorker.Doctor.Checks;
using PolyCloud.Polymarket.Signing;
using PolyCloud.Storage.Secrets;

namespace PolyCloud.ContainerWorker.Doctor;

/// <summary>
/// Looks at everything a run depends on, before it: this machine, the wallet, the venue, the account, every socket, the chain. It
/// places nothing; the only thing it may make at the venue is the wallet's default API credential (nonce 0), which it needs to ask about
/// the account and which no worker trades with.
/// </summary>
public sealed class DoctorRun : IDisposable
{
    private readonly DoctorOptions _options;
    private readonly DoctorSubject _subject;

    public DoctorRun(DoctorOptions options)
    {
        _options = options;
        _subject = new DoctorSubject(options);
    }

    /// <summary>Runs every check, each for a bounded time, and tells each line as it is known, in order.</summary>
    public async Task<DoctorReport> RunAsync(Action<DoctorLine> tell, CancellationToken cancellation)
    {
        var lines = new List<DoctorLine>();
        DoctorCheck[] first =
        [
            .. MachineChecks.Of(_options), .. WalletChecks.Of(_subject), .. VenueChecks.Of(_subject), .. MarketChecks.Of(_subject), .. AccountChecks.Of(_subject),
        ];
        foreach (var check in first)
        {
            Add(await LineAsync(check, cancellation));
        }

        // These only wait: together they take as long as the slowest.
        foreach (var line in (DoctorCheck[])[.. SocketChecks.Of(_subject), .. NodeChecks.Of(_subject)] is { } last ? await Task.WhenAll(last.Select(check => LineAsync(check, cancellation))) : [])
        {
            Add(line);
        }

        return new DoctorReport(lines);

        void Add(DoctorLine line)
        {
            lines.Add(line);
            tell(line);
        }
    }

    public void Dispose() => _subject.Dispose();

    private async Task<DoctorLine> LineAsync(DoctorCheck check, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(_options.Patience);
        try
        {
            return new DoctorLine(check.Name, await check.RunAsync(patience.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new DoctorLine(check.Name, DoctorFinding.Error($"no result within {_options.Patience.TotalSeconds:0} s", "Check the network of this machine and the address."));
        }
        catch (Exception problem) when (problem is SigningException or SecretUnavailableException)
        {
            // Their messages hold no secret.
            return new DoctorLine(check.Name, DoctorFinding.Error(problem.Message, ""));
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // What the message of an unforeseen exception holds is not known: only its kind is told.
            return new DoctorLine(check.Name, DoctorFinding.Error($"failed by a {problem.GetType().Name}", "This is a defect of the check, not of your setup; the other lines stand."));
        }
    }
}
