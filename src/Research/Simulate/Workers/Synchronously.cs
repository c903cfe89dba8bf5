namespace PolyCloud.Research.Simulate.Workers;

/// <summary>Storage code is written with tasks; over a store that completes at once it must run through on the calling thread.</summary>
internal static class Synchronously
{
    /// <exception cref="InvalidOperationException">It went on elsewhere: the run would no longer be deterministic.</exception>
    public static T Done<T>(Task<T> task)
    {
        Done((Task)task);
        return task.Result;
    }

    /// <exception cref="InvalidOperationException">It went on elsewhere: the run would no longer be deterministic.</exception>
    public static List<T> All<T>(IAsyncEnumerable<T> rows) => Done(ListAsync(rows));

    /// <exception cref="InvalidOperationException">It went on elsewhere: the run would no longer be deterministic.</exception>
    public static void Done(Task task)
    {
        if (!task.IsCompleted)
        {
            throw new InvalidOperationException("Storage code left the simulation's thread.");
        }

        task.GetAwaiter().GetResult();
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> rows)
    {
        var list = new List<T>();
        await foreach (var row in rows)
        {
            list.Add(row);
        }

        return list;
    }
}
