using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PolyCloud.Engine.Inputs;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Operations;

/// <summary>
/// Operations on chain, a file each, durable when a write returns. A restarted worker must know of them until their window is long over;
/// then the files are moved to the archive, a directory a day, where accounts find them.
/// </summary>
public sealed class OperationFiles
{
    private const string Ending = ".json";

    private const string ArchiveName = "archive";

    private static readonly Duration Day = Duration.FromSeconds(86_400);

    /// <summary>Nothing is traded, recovered or disputed so long after a window's end.</summary>
    private static readonly Duration KeptAfterClose = Duration.FromSeconds(86_400);

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    private readonly string _directory;

    private OperationFiles(string directory) => _directory = directory;

    /// <summary>Reads what is there and archives what is long over.</summary>
    /// <exception cref="StoreUnavailableException">A file cannot be read or understood: what was signed is not known.</exception>
    /// <param name="forget">Everything there belongs to another account: it is deleted unread.</param>
    public static OperationFiles Open(string directory, Timestamp now, bool forget = false)
    {
        DurableDirectory.Create(directory);
        foreach (var path in Directory.EnumerateFiles(directory, "*" + Ending))
        {
            if (forget)
            {
                DurableFile.Delete(path);
                continue;
            }

            var record = Read(path);
            if (record.IsOver && record.Closes + KeptAfterClose < now)
            {
                Archive(directory, path, record);
            }
        }

        return new OperationFiles(directory);
    }

    /// <summary>What is there now, oldest first. To be asked for behind a takeover: until it is fenced a predecessor may sign more.</summary>
    /// <exception cref="StoreUnavailableException">A file cannot be read or understood: what was signed is not known.</exception>
    public IReadOnlyList<OperationRecord> Find() =>
        [.. Directory.EnumerateFiles(_directory, "*" + Ending).Select(Read).OrderBy(static record => record.Epoch).ThenBy(static record => record.Number)];

    /// <summary>Operations of windows that opened on one UTC day, and some others; archived or not, each once. Changes nothing.</summary>
    /// <param name="day">Its beginning. A window ends on the day on which it opens or on the next.</param>
    /// <exception cref="StoreUnavailableException">A file cannot be read or understood.</exception>
    public static IReadOnlyList<OperationRecord> ReadDay(string directory, Timestamp day) =>
    [
        .. ((string[])[directory, ArchiveOf(directory, day), ArchiveOf(directory, day + Day)])
            .Where(Directory.Exists)
            .SelectMany(static folder => Directory.EnumerateFiles(folder, "*" + Ending))
            .Select(Read)
            .DistinctBy(static record => (record.Epoch, record.Number))
            .OrderBy(static record => record.Epoch).ThenBy(static record => record.Number),
    ];

    /// <summary>Writes or replaces the operation's file; one that failed has nothing to be remembered for and is deleted.</summary>
    /// <exception cref="StoreUnavailableException">It may not survive a crash.</exception>
    public void Write(OperationRecord record)
    {
        var path = Path.Combine(_directory, string.Create(CultureInfo.InvariantCulture, $"{record.Epoch}-{record.Number}{Ending}"));
        if (record.State == InventoryOperationState.Failed)
        {
            DurableFile.Delete(path);
        }
        else
        {
            DurableFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(OperationText.Of(record), Json));
        }
    }

    private static void Archive(string directory, string path, OperationRecord record)
    {
        var folder = ArchiveOf(directory, record.Closes);
        DurableDirectory.Create(folder);
        DurableDirectory.Sync(Path.GetDirectoryName(folder)!);
        DurableDirectory.Sync(directory);
        DurableFile.Rename(path, Path.Combine(folder, Path.GetFileName(path)));
    }

    private static string ArchiveOf(string directory, Timestamp closes) => Path.Combine(
        directory, ArchiveName, DateTimeOffset.FromUnixTimeSeconds(closes.Seconds).ToString("yyyyMMdd", CultureInfo.InvariantCulture));

    private static OperationRecord Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<OperationText>(DurableFile.Read(path), Json)?.ToRecord() ?? throw new JsonException("it is empty");
        }
        catch (Exception problem) when (problem is JsonException or FormatException or ArgumentException)
        {
            throw new StoreUnavailableException($"The operation file {path} cannot be understood ({problem.Message}); what it signed may still happen on chain. Look at the wallet's balances, then delete it.", problem);
        }
    }

    /// <summary>The file's fields, as plain as they are written.</summary>
    private sealed record OperationText(
        long Epoch, long Number, string Slug, string ConditionId, long ClosesMicros, string Version, bool NegativeRisk, string Kind, long AmountUnits,
        string Winner, string State, long GasMicros, string Reference, IReadOnlyList<AttemptText> Attempts, long UpdatedMicros)
    {
        public static OperationText Of(OperationRecord record) => new(
            record.Epoch, record.Number, record.Slug, record.ConditionId, record.Closes.Micros, record.Version.ToString(), record.NegativeRisk, record.Kind.ToString(),
            record.Amount.Units, record.Winner?.ToString() ?? "", record.State.ToString(), record.GasCost.Micros, record.Reference,
            [.. record.Attempts.Select(attempt => new AttemptText(attempt.Nonce, attempt.Hash.ToString(), Convert.ToBase64String(attempt.Payload), attempt.TipWei, attempt.MaximumFeeWei))],
            record.Updated.Micros);

        public OperationRecord ToRecord() => new()
        {
            Epoch = Epoch,
            Number = Number,
            Slug = Slug,
            ConditionId = ConditionId,
            Closes = new Timestamp(ClosesMicros),
            Version = Enum.Parse<MarketVersion>(Version),
            NegativeRisk = NegativeRisk,
            Kind = Enum.Parse<InventoryOperationKind>(Kind),
            Amount = new Size(AmountUnits),
            Winner = Winner.Length == 0 ? null : Enum.Parse<Outcome>(Winner),
            State = Enum.Parse<InventoryOperationState>(State),
            GasCost = new Money(GasMicros),
            Reference = Reference,
            Attempts = [.. Attempts.Select(attempt => attempt.ToAttempt())],
            Updated = new Timestamp(UpdatedMicros),
        };
    }

    private sealed record AttemptText(long Nonce, string Hash, string Payload, long TipWei, long MaximumFeeWei)
    {
        public SignedAttempt ToAttempt() => new(
            Nonce,
            Hash256.TryParse(System.Text.Encoding.ASCII.GetBytes(Hash), out var hash) ? hash : throw new FormatException("a hash is none"),
            Convert.FromBase64String(Payload), TipWei, MaximumFeeWei);
    }
}
