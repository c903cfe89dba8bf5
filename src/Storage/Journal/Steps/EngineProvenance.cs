using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using PolyCloud.Engine;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Steps;

/// <summary>The provenance of a run of the engine of this program.</summary>
public static class EngineProvenance
{
    public const string Content = "engine";

    /// <summary>Version of the engine's assembly and the identity of its exact build.</summary>
    public static string EngineVersion { get; } =
        typeof(TradingEngine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion + " build " + typeof(TradingEngine).Module.ModuleVersionId.ToString("N");

    public static string Platform { get; } = RuntimeInformation.RuntimeIdentifier;

    /// <param name="shard">Number of the worker shard.</param>
    /// <param name="epoch">The worker's fencing epoch.</param>
    public static JournalProvenance Of(EngineOptions options, string shard, long epoch, string seed, string source, IReadOnlyList<string> waived)
    {
        var text = EngineOptionsText.Of(options);
        return new JournalProvenance
        {
            Content = Content,
            Run = $"shard-{shard}-epoch-{epoch}",
            EngineVersion = EngineVersion,
            Options = text,
            OptionsHash = EngineOptionsText.HashOf(text),
            Shard = shard,
            Epoch = epoch,
            Seed = seed,
            Source = source,
            Platform = Platform,
            Notes = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["waived"] = string.Join(',', waived) },
        };
    }

    /// <summary>An identity that the same provenance always has: for runs under virtual time, which are the same whenever they run.</summary>
    public static Guid RepeatableIdOf(JournalProvenance provenance) => new(SHA256.HashData(provenance.ToUtf8()).AsSpan(0, 16));
}
