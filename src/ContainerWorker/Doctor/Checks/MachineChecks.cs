using System.Globalization;
using System.Text;
using PolyCloud.Polymarket.Signing;

namespace PolyCloud.ContainerWorker.Doctor.Checks;

/// <summary>This machine: the signing library, the directory of records, the disk.</summary>
internal static class MachineChecks
{
    /// <summary>A day of records is some hundred megabytes.</summary>
    private const long FreeBytesWarning = 5_000_000_000;

    private const long FreeBytesError = 500_000_000;

    /// <summary>A number nobody trades with: signing with it proves that the library is there and works.</summary>
    private const string ProbeKey = "0000000000000000000000000000000000000000000000000000000000000001";

    public static IEnumerable<DoctorCheck> Of(DoctorOptions options) =>
    [
        new("signing library", _ => Task.FromResult(Library())),
        new("storage", _ => Task.FromResult(Storage(options.DataDirectory))),
        new("disk", _ => Task.FromResult(Disk(options.DataDirectory))),
    ];

    private static DoctorFinding Library()
    {
        using var key = PrivateKey.FromHex(ProbeKey);
        Span<byte> digest = stackalloc byte[32];
        digest.Fill(1);
        key.Sign(digest, stackalloc byte[Secp256k1.SignatureBytes]);
        return DoctorFinding.Ok("libsecp256k1 is there and signs");
    }

    private static DoctorFinding Storage(string directory)
    {
        var probe = Path.Combine(directory, $"doctor-{Environment.ProcessId}.probe");
        try
        {
            Directory.CreateDirectory(directory);
            using (var file = new FileStream(probe, FileMode.Create, FileAccess.Write))
            {
                file.Write(Encoding.ASCII.GetBytes("probe"));
                file.Flush(flushToDisk: true);
            }

            File.Delete(probe);
            return DoctorFinding.Ok($"{directory} takes and syncs writes");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return DoctorFinding.Error($"{directory} cannot be written: {problem.Message}", "Give this user the directory, or name another with --data.");
        }
    }

    private static DoctorFinding Disk(string directory)
    {
        var free = new DriveInfo(Path.GetFullPath(directory)).AvailableFreeSpace;
        var words = string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:0.0} GB free");
        return free < FreeBytesError ? DoctorFinding.Error(words, "Make room: without records nothing is traded.")
            : free < FreeBytesWarning ? DoctorFinding.Warning(words, "Make room: a day of records takes some hundred megabytes.")
            : DoctorFinding.Ok(words);
    }
}
