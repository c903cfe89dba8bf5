using PolyCloud.Research.Simulate.Workers;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Simulation.Workers;

public sealed class SimulatedTablesTests
{
    [Fact]
    public async Task What_is_written_whatever_is_there_meets_no_conflict_and_what_is_not_does()
    {
        await using var tables = new SimulatedTables { ConflictsLeft = 1 };
        await tables.WriteAsync("Rows", [Write(TableWriteKind.Upsert)], default);
        await tables.WriteAsync("Rows", [Write(TableWriteKind.Delete, "*")], default);
        Assert.Equal(1, tables.ConflictsLeft);
        await Assert.ThrowsAsync<StoreConflictException>(() => tables.WriteAsync("Rows", [Write(TableWriteKind.Insert)], default));
        await tables.WriteAsync("Rows", [Write(TableWriteKind.Insert)], default);
    }

    private static TableWrite Write(TableWriteKind kind, string version = "") => new(kind, new TableRow("partition", "row", new Dictionary<string, string>(), version));
}
