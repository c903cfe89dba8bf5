using System.Text.Json;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Control;

/// <summary>A halt: nothing is quoted while it stands.</summary>
/// <param name="Reason">For people: why.</param>
/// <param name="Who">Who or what asked for it.</param>
/// <param name="At">When it was asked for.</param>
public sealed record HaltRecord(string Reason, string Who, Timestamp At);

/// <summary>
/// The halt flag as a file: it works without store, network or worker, and survives them. While the file is there, in whatever
/// state, the system is halted.
/// </summary>
public sealed class HaltFile(string path)
{
    public string Path { get; } = path;

    /// <summary>The halt, or null where there is none. A file that cannot be understood is a halt that says so.</summary>
    public HaltRecord? Read()
    {
        try
        {
            return DurableFile.Read(Path) is { } content ? Parse(content) : null;
        }
        catch (StoreUnavailableException failure)
        {
            return Unreadable(failure.Message);
        }
    }

    /// <summary>Halts; durable on return. A halt that stands is replaced.</summary>
    /// <exception cref="StoreUnavailableException">The flag may not survive a crash.</exception>
    public void Halt(HaltRecord halt) =>
        DurableFile.Replace(Path, JsonSerializer.SerializeToUtf8Bytes(new { reason = halt.Reason, who = halt.Who, atMicros = halt.At.Micros }));

    /// <summary>Lifts the halt; durable on return. Nothing happens where there is none.</summary>
    /// <exception cref="StoreUnavailableException">The halt may still stand.</exception>
    public void Lift() => DurableFile.Delete(Path);

    private HaltRecord Parse(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            return new HaltRecord(
                root.GetProperty("reason").GetString() ?? "",
                root.GetProperty("who").GetString() ?? "",
                new Timestamp(root.GetProperty("atMicros").GetInt64()));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return Unreadable(failure.Message);
        }
    }

    private HaltRecord Unreadable(string problem) => new($"The halt file {Path} cannot be understood: {problem}", "unknown", default);
}
