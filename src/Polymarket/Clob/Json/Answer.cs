namespace PolyCloud.Polymarket.Clob.Json;

/// <summary>Reads whole answers into records.</summary>
public static class Answer
{
    /// <summary>Names under which the venue's services put their rows.</summary>
    private static readonly string[] RowNames = ["data", "events", "markets", "history", "orders", "trades"];

    /// <summary>One record; null where the body is none.</summary>
    public static T? One<T>(ReadOnlyMemory<byte> body)
        where T : class, ILooseReadable<T> => LooseElement.TryParse(body, out var json) ? T.Read(json) : null;

    /// <summary>One record wrapped in <c>data</c>, or bare; null where there is none.</summary>
    public static T? Data<T>(ReadOnlyMemory<byte> body)
        where T : class, ILooseReadable<T>
    {
        if (!LooseElement.TryParse(body, out var json))
        {
            return null;
        }

        return json["data"].IsObject ? T.Read(json["data"]) : json.IsObject ? T.Read(json) : null;
    }

    /// <summary>
    /// A page, or a bare array as the only page; null where the body is neither. The cursor stands beside the rows or in
    /// <c>pagination</c>.
    /// </summary>
    public static Page<T>? Page<T>(ReadOnlyMemory<byte> body)
        where T : class, ILooseReadable<T>
    {
        if (!LooseElement.TryParse(body, out var json))
        {
            return null;
        }

        var rows = json.IsArray ? json : json[RowNames];
        if (!rows.IsArray)
        {
            return null;
        }

        var read = rows.Items.Select(T.Read).ToList();
        var known = read.OfType<T>().ToList();
        return new Page<T>(known, Cursor(json), read.Count - known.Count);
    }

    private static string Cursor(LooseElement json)
    {
        var cursor = json["next_cursor", "nextCursor"].Text;
        cursor = cursor.Length > 0 ? cursor : json["pagination"]["next_cursor", "nextCursor"].Text;
        return cursor == TradingRequests.LastPage || json["pagination"]["has_more"].MaybeFlag == false ? "" : cursor;
    }
}
