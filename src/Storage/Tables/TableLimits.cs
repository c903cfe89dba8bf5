using System.Text;

namespace PolyCloud.Storage.Tables;

/// <summary>
/// What every store accepts: the limits of Table Storage
/// (https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model), so that what works on one
/// machine works in the cloud. A breach is the caller's mistake, an <see cref="ArgumentException"/>, and nothing is written.
/// </summary>
public static class TableLimits
{
    /// <summary>Rows of one atomic batch.</summary>
    public const int BatchRowsMaximum = 100;

    /// <summary>UTF-16 characters of a partition or row key, at least 1. Table Storage takes 512; escaping may triple a key.</summary>
    public const int KeyCharactersMaximum = 170;

    /// <summary>Columns of a row beside its keys.</summary>
    public const int ColumnsMaximum = 252;

    /// <summary>UTF-16 characters of one value: 64 KiB.</summary>
    public const int ValueCharactersMaximum = 32 * 1024;

    /// <summary>UTF-16 characters of one row: 1 MiB less the keys and the store's own columns.</summary>
    public const int RowCharactersMaximum = 500_000;

    /// <summary>UTF-16 characters of one batch; the service takes 4 MiB of JSON, in which a character may need up to 6 bytes.</summary>
    public const int BatchCharactersMaximum = 600_000;

    private static readonly string[] ReservedColumns = ["PartitionKey", "RowKey", "Timestamp"];

    /// <exception cref="ArgumentException">The batch is empty, too large, of several partitions, names a row twice, or a part of it is out of limits.</exception>
    public static void Check(string table, IReadOnlyList<TableWrite> writes)
    {
        CheckTable(table);
        if (writes.Count is 0 or > BatchRowsMaximum)
        {
            throw new ArgumentException($"A batch has 1 to {BatchRowsMaximum} rows, not {writes.Count}.", nameof(writes));
        }

        var partition = writes[0].Row.Partition;
        var rows = new HashSet<string>(writes.Count, StringComparer.Ordinal);
        var characters = 0;
        foreach (var write in writes)
        {
            if (!string.Equals(write.Row.Partition, partition, StringComparison.Ordinal))
            {
                throw new ArgumentException($"A batch is of one partition, not of '{partition}' and '{write.Row.Partition}'.", nameof(writes));
            }

            if (!rows.Add(write.Row.Row))
            {
                throw new ArgumentException($"The row '{write.Row.Row}' is twice in one batch.", nameof(writes));
            }

            CheckVersion(write);
            characters += CheckRow(write.Row);
        }

        if (characters > BatchCharactersMaximum)
        {
            throw new ArgumentException($"A batch has up to {BatchCharactersMaximum} characters, not {characters}.", nameof(writes));
        }
    }

    /// <exception cref="ArgumentException">Not 3 to 63 ASCII letters and digits that begin with a letter.</exception>
    public static void CheckTable(string table)
    {
        if (table.Length is < 3 or > 63 || !char.IsAsciiLetter(table[0]) || !table.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException($"A table is named by 3 to 63 letters and digits, not '{table}'.", nameof(table));
        }
    }

    /// <exception cref="ArgumentException">Empty, too long, or no valid UTF-16.</exception>
    public static void CheckKey(string key)
    {
        if (key.Length is 0 or > KeyCharactersMaximum || !IsWellFormed(key))
        {
            throw new ArgumentException($"A key has 1 to {KeyCharactersMaximum} well-formed characters; '{key}' has {key.Length}.", nameof(key));
        }
    }

    /// <summary>Checks one row; returns its characters.</summary>
    /// <exception cref="ArgumentException">A key, column name or value is out of limits.</exception>
    public static int CheckRow(TableRow row)
    {
        CheckKey(row.Partition);
        CheckKey(row.Row);
        if (row.Columns.Count > ColumnsMaximum)
        {
            throw new ArgumentException($"A row has up to {ColumnsMaximum} columns, not {row.Columns.Count}.", nameof(row));
        }

        var characters = row.Partition.Length + row.Row.Length;
        foreach (var (name, value) in row.Columns)
        {
            CheckColumn(name, value);
            characters += name.Length + value.Length;
        }

        return characters <= RowCharactersMaximum
            ? characters
            : throw new ArgumentException($"A row has up to {RowCharactersMaximum} characters, not {characters}.", nameof(row));
    }

    private static void CheckColumn(string name, string value)
    {
        var named = name.Length is > 0 and <= 255
            && (char.IsAsciiLetter(name[0]) || name[0] == '_')
            && name.All(static character => char.IsAsciiLetterOrDigit(character) || character == '_')
            && !ReservedColumns.Contains(name, StringComparer.OrdinalIgnoreCase);
        if (!named)
        {
            throw new ArgumentException($"A column is named like a variable and not like a store's own column; '{name}' is not.", nameof(name));
        }

        if (value.Length > ValueCharactersMaximum || !IsWellFormed(value))
        {
            throw new ArgumentException($"A value has up to {ValueCharactersMaximum} well-formed characters; that of '{name}' has {value.Length}.", nameof(value));
        }
    }

    private static void CheckVersion(TableWrite write)
    {
        var valid = write.Kind switch
        {
            TableWriteKind.Insert or TableWriteKind.Upsert => true,
            TableWriteKind.Replace => write.Row.Version is not ("" or "*"),
            TableWriteKind.Delete => write.Row.Version.Length > 0,
            _ => false,
        };
        if (!valid)
        {
            throw new ArgumentException($"A {write.Kind} of '{write.Row.Row}' cannot have the version '{write.Row.Version}'.", nameof(write));
        }
    }

    private static bool IsWellFormed(string text)
    {
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != System.Buffers.OperationStatus.Done)
            {
                return false;
            }

            rest = rest[consumed..];
        }

        return true;
    }
}
