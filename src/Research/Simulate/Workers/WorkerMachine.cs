using PolyCloud.Engine.Values;
using PolyCloud.Storage.Control;
using PolyCloud.Storage.Intents;
using PolyCloud.Storage.Operations;

namespace PolyCloud.Research.Simulate.Workers;

/// <summary>A machine that workers run on: its disk outlives them.</summary>
/// <param name="operations">
/// Where operations on chain are written down: on a volume that all machines share. Were it the machine's own, a worker that takes over
/// from another machine would not know what that one has merged, and believe in tokens that are gone.
/// </param>
internal sealed class WorkerMachine(string directory, string operations)
{
    /// <summary>What a kill can tear off the log's end: less than a record.</summary>
    private const int TornBytesMaximum = 100;

    /// <summary>Nothing can be written.</summary>
    public bool DiskIsFull { get; set; }

    /// <summary>A person halted the worker of this machine; it stays so over restarts until it is lifted.</summary>
    public bool HaltFlag { get; set; }

    /// <summary>Epoch of the last worker here; 0 where there was none.</summary>
    public long LastEpoch { get; set; }

    public EpochFile Epochs { get; } = new(Path.Combine(directory, "epoch"));

    public IntentLog OpenIntents()
    {
        Directory.CreateDirectory(directory);
        return IntentLog.Open(new IntentLogOptions { Directory = IntentDirectory });
    }

    public OperationFiles OpenOperations(Timestamp now) => OperationFiles.Open(operations, now);

    /// <summary>The end of the newest intent is lost, as a power failure leaves it.</summary>
    /// <returns>False where nothing was written yet.</returns>
    public bool TearTail(int bytes)
    {
        if (!Directory.Exists(IntentDirectory)
            || Directory.EnumerateFiles(IntentDirectory).Select(path => new FileInfo(path)).Where(file => file.Length > 2 * TornBytesMaximum).MaxBy(file => file.Name, StringComparer.Ordinal) is not { } newest)
        {
            return false;
        }

        using var file = newest.OpenWrite();
        file.SetLength(file.Length - 1 - (bytes % TornBytesMaximum));
        return true;
    }

    private string IntentDirectory => Path.Combine(directory, "intents");
}
