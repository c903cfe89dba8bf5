using PolyCloud.Engine.Values;
using PolyCloud.Research.Simulate.Chaos;
using PolyCloud.Storage.Memory;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Research.Simulate.Workers;

/// <summary>The state store that all workers share, kept in memory: it can be down, lose answers, or refuse versions. Every call completes at once.</summary>
internal sealed class SimulatedTables : ITableStore
{
    private readonly MemoryTableStore _store = new();

    public bool IsDown { get; set; }

    /// <summary>Writes are stored and answered as if they were not.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>The next writes are refused as if somebody else had written.</summary>
    public int ConflictsLeft { get; set; }

    /// <summary>Writes are carried out this long after they were begun.</summary>
    public Duration SlowBy { get; set; }

    /// <summary>Told the name of a fault when it has struck.</summary>
    public Action<string> Struck { get; set; } = static _ => { };

    /// <summary>Told what was stored.</summary>
    public Action<string, IReadOnlyList<TableWrite>> Wrote { get; set; } = static (_, _) => { };

    public Task<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation) =>
        IsDown ? Task.FromException<TableRow?>(Because(FaultNames.StoreDown, new StoreUnavailableException("The simulated store is down."))) : _store.GetAsync(table, partition, row, cancellation);

    public IAsyncEnumerable<TableRow> QueryAsync(string table, string partition, string? fromRow, CancellationToken cancellation) =>
        IsDown ? throw Because(FaultNames.StoreDown, new StoreUnavailableException("The simulated store is down.")) : _store.QueryAsync(table, partition, fromRow, cancellation);

    public Task<IReadOnlyList<TableRow>> WriteAsync(string table, IReadOnlyList<TableWrite> writes, CancellationToken cancellation)
    {
        if (IsDown)
        {
            return Task.FromException<IReadOnlyList<TableRow>>(Because(FaultNames.StoreDown, new StoreUnavailableException("The simulated store is down.")));
        }

        if (ConflictsLeft > 0 && writes.Any(CanConflict))
        {
            ConflictsLeft--;
            return Task.FromException<IReadOnlyList<TableRow>>(Because(FaultNames.StoreConflict, new StoreConflictException("The simulated store says that a version did not match.")));
        }

        var stored = _store.WriteAsync(table, writes, cancellation);
        if (stored.IsCompletedSuccessfully)
        {
            Wrote(table, writes);
        }

        return LosesAnswers && stored.IsCompletedSuccessfully
            ? Task.FromException<IReadOnlyList<TableRow>>(Because(FaultNames.StoreAnswerLost, new StoreUnavailableException("The simulated store's answer was lost.")))
            : stored;
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    /// <summary>What is written whatever is there meets no other version.</summary>
    private static bool CanConflict(TableWrite write) =>
        write.Kind is TableWriteKind.Insert or TableWriteKind.Replace || (write.Kind == TableWriteKind.Delete && write.Row.Version != "*");

    private Exception Because(string fault, Exception problem)
    {
        Struck(fault);
        return problem;
    }
}
