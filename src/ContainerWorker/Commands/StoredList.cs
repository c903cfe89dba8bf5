using System.Text.Json;
using System.Text.Json.Serialization;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Commands;

/// <summary>A short list in a file that outlives the process; every change writes it whole.</summary>
internal sealed class StoredList<T>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(), new MoneyJson() } };

    private readonly string _path;
    private IReadOnlyList<T> _items;

    /// <exception cref="StoreUnavailableException">The file is there and cannot be understood.</exception>
    public StoredList(string path)
    {
        _path = path;
        _items = Read(path);
    }

    public IReadOnlyList<T> Items => Volatile.Read(ref _items);

    /// <exception cref="StoreUnavailableException">It cannot be written down: the list is as it was.</exception>
    public void Write(IReadOnlyList<T> items)
    {
        try
        {
            File.WriteAllBytes(_path + ".new", JsonSerializer.SerializeToUtf8Bytes(items, Json));
            File.Move(_path + ".new", _path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"{_path} cannot be written: {problem.Message}", problem);
        }

        Volatile.Write(ref _items, items);
    }

    private static List<T> Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<List<T>>(File.ReadAllBytes(path), Json) ?? [] : [];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StoreUnavailableException($"{path} cannot be read: {problem.Message}", problem);
        }
    }
}
