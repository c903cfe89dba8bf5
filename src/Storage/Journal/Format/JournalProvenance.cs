using System.Text.Json;

namespace PolyCloud.Storage.Journal.Format;

/// <summary>Where a run's records come from: enough to build the same engine again and to know what a figure was made with.</summary>
public sealed record JournalProvenance
{
    /// <summary>What the records are: <c>engine</c> or <c>frames</c>.</summary>
    public required string Content { get; init; }

    /// <summary>Name of the run, part of its files' names: lower-case letters, digits, hyphens; 1 to 60 of them.</summary>
    public required string Run { get; init; }

    /// <summary>Version of the engine's assembly and the identity of its exact build.</summary>
    public string EngineVersion { get; init; } = "";

    /// <summary>The engine's options, as <see cref="Steps.EngineOptionsText"/> writes them.</summary>
    public string Options { get; init; } = "";

    /// <summary>SHA-256 of <see cref="Options"/>, lower-case hexadecimal.</summary>
    public string OptionsHash { get; init; } = "";

    /// <summary>Name of the worker shard.</summary>
    public string Shard { get; init; } = "";

    /// <summary>The worker's fencing epoch; 0 where there is none.</summary>
    public long Epoch { get; init; }

    /// <summary>What randomness began from, or empty.</summary>
    public string Seed { get; init; } = "";

    /// <summary>Where the inputs come from: <c>generated</c>, <c>recorded</c>, <c>live</c>, addresses.</summary>
    public string Source { get; init; } = "";

    /// <summary>Operating system and processor: equal decisions are promised per pair, because model functions come from the platform.</summary>
    public string Platform { get; init; } = "";

    /// <summary>Anything else a reader wants to know, by name.</summary>
    public IReadOnlyDictionary<string, string> Notes { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    internal byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>Null where the text is none of ours.</summary>
    internal static JournalProvenance? FromUtf8(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize<JournalProvenance>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
