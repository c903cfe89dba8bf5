using PolyCloud.Storage.Memory;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Files;

/// <summary>One row's change inside a frame: sequence, kind, keys, and the columns in ordinal order where the row stays.</summary>
internal static class LogEntry
{
    private const byte Put = 1;
    private const byte Delete = 2;

    public static void Write(BinaryWriter writer, in PlannedChange change, long sequence)
    {
        writer.Write(sequence);
        writer.Write(change.Row is null ? Delete : Put);
        writer.Write(change.Address.Table);
        writer.Write(change.Address.Partition);
        writer.Write(change.Address.Row);
        if (change.Row is null)
        {
            return;
        }

        writer.Write((ushort)change.Row.Columns.Count);
        foreach (var (name, value) in change.Row.Columns.OrderBy(static column => column.Key, StringComparer.Ordinal))
        {
            writer.Write(name);
            writer.Write(value);
        }
    }

    /// <exception cref="InvalidDataException">The entry is none this program writes.</exception>
    /// <exception cref="EndOfStreamException">The entry ends too early.</exception>
    public static PlannedChange Read(BinaryReader reader, out long sequence)
    {
        sequence = reader.ReadInt64();
        var kind = reader.ReadByte();
        var address = new RowAddress(string.Intern(reader.ReadString()), reader.ReadString(), reader.ReadString());
        if (kind == Delete)
        {
            return new PlannedChange(address, null);
        }

        if (kind != Put)
        {
            throw new InvalidDataException($"unknown kind of entry {kind}");
        }

        var count = reader.ReadUInt16();
        var columns = new Dictionary<string, string>(count, StringComparer.Ordinal);
        for (var column = 0; column < count; column++)
        {
            columns.Add(string.Intern(reader.ReadString()), reader.ReadString());
        }

        return new PlannedChange(address, new TableRow(address.Partition, address.Row, columns, sequence.ToString()));
    }
}
