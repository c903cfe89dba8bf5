using System.Globalization;
using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Polymarket.Clob;
using PolyCloud.Polymarket.Geoblock;

namespace PolyCloud.ContainerWorker.Doctor.Checks;

/// <summary>What the venue tells anybody: its clock, the order version it wants, and whether it serves this address.</summary>
internal static class VenueChecks
{
    // The venue names no tolerance for the time of a signed request. A second is what its clock resolves.
    private static readonly Duration SkewWarning = Duration.FromSeconds(1);
    private static readonly Duration SkewError = Duration.FromSeconds(5);

    public static IEnumerable<DoctorCheck> Of(DoctorSubject subject) =>
    [
        new("clock", cancellation => ClockAsync(subject, cancellation)),
        new("order version", cancellation => VersionAsync(subject, cancellation)),
        new("region", cancellation => RegionAsync(subject, cancellation)),
    ];

    private static async Task<DoctorFinding> ClockAsync(DoctorSubject subject, CancellationToken cancellation)
    {
        var before = subject.Clock.Now;
        var outcome = await subject.AskAsync((id, _) => PublicRequests.Time(id), cancellation);
        var after = subject.Clock.Now;
        if (!outcome.IsSuccess || !BareNumber.TryReadTime(outcome.Body.Span, out var venue))
        {
            return DoctorFinding.Error($"the venue did not tell its time: {DoctorSubject.Words(outcome)}", "Check the network and venue.clob.");
        }

        // It was read somewhere between the two moments, and is cut to whole seconds.
        var least = venue > after ? venue - after : before > venue + Duration.FromSeconds(1) ? before - venue - Duration.FromSeconds(1) : Duration.Zero;
        var words = least == Duration.Zero ? "agrees with the venue's" : string.Create(CultureInfo.InvariantCulture, $"differs from the venue's by at least {least.TotalSeconds:0.0} s");
        const string Advice = "Let this machine's clock follow a time server (chrony, systemd-timesyncd).";
        return least > SkewError ? DoctorFinding.Error(words, Advice) : least > SkewWarning ? DoctorFinding.Warning(words, Advice) : DoctorFinding.Ok(words);
    }

    private static async Task<DoctorFinding> VersionAsync(DoctorSubject subject, CancellationToken cancellation)
    {
        var outcome = await subject.AskAsync((id, _) => PublicRequests.Version(id), cancellation);
        return !outcome.IsSuccess || !BareNumber.TryReadVersion(outcome.Body.Span, out var version)
            ? DoctorFinding.Error($"the venue did not tell the order version it wants: {DoctorSubject.Words(outcome)}", "Check the network and venue.clob.")
            : version is 2 or 3 ? DoctorFinding.Ok($"the venue wants {version}; 2 and 3 are signed, each market its own")
            : DoctorFinding.Error($"the venue wants {version}; this program signs 2 and 3", "Look for a newer PolyCloud. Orders would be refused.");
    }

    /// <summary>Fails closed: an answer that does not plainly say that it is allowed is a no.</summary>
    private static async Task<DoctorFinding> RegionAsync(DoctorSubject subject, CancellationToken cancellation)
    {
        var outcome = await subject.AskAsync((id, _) => GeoblockAnswer.Request(id), cancellation);
        if (!outcome.IsSuccess)
        {
            return DoctorFinding.Error($"whether this address is served is not known: {DoctorSubject.Words(outcome)}", "Check the network and venue.site.");
        }

        var (blocked, place) = Read(outcome.Body);
        return blocked switch
        {
            false => DoctorFinding.Ok($"served{place}"),
            true => DoctorFinding.Error($"geoblocked{place}", "The venue takes no orders from this address. Trade from where it is allowed; do not try to get around it."),
            null => DoctorFinding.Error("the answer does not plainly say that this address is served", "Without that nothing is traded."),
        };
    }

    private static (bool? Blocked, string Place) Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            bool? blocked = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("blocked", out var flag) && flag.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? flag.GetBoolean()
                : null;
            return (blocked, blocked is not null && root.TryGetProperty("country", out var country) && country.ValueKind == JsonValueKind.String ? $" ({country.GetString()})" : "");
        }
        catch (JsonException)
        {
            return (null, "");
        }
    }
}
