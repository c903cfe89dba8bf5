namespace PolyCloud.Storage.Durability;

/// <summary>What a crash left at a file's end and opening it cut off: bytes that were never acknowledged as synced.</summary>
/// <param name="Offset">Bytes kept: the end of the last whole record.</param>
/// <param name="BytesCut">Bytes removed behind it, at least 1.</param>
public sealed record TornTail(string Path, long Offset, long BytesCut)
{
    public override string ToString() => $"{Path}: cut {BytesCut} bytes of an unfinished record at offset {Offset}.";
}
