namespace PolyCloud.Storage.Archive;

/// <summary>What one turn of the archiver did.</summary>
/// <param name="Written">Partitions whose file was written or completed.</param>
/// <param name="WrittenRows">Rows of them that were only in the hot store.</param>
/// <param name="Removed">Partitions that left the hot store.</param>
/// <param name="RemovedRows">Rows that left it.</param>
/// <param name="Waiting">Partitions of days that are over and still in the hot store, also those left to later turns.</param>
/// <param name="Problems">Why a partition could not be moved; it stays in the hot store.</param>
public sealed record ArchiveTurn(int Written, int WrittenRows, int Removed, int RemovedRows, int Waiting, IReadOnlyList<string> Problems)
{
    public static ArchiveTurn Nothing { get; } = new(0, 0, 0, 0, 0, []);
}
