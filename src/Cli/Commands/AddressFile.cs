namespace PolyCloud.Cli.Commands;

/// <summary>Where a running worker says it can be reached; gone when it ends in order.</summary>
internal sealed class AddressFile : IDisposable
{
    private readonly string _path;

    private AddressFile(string path) => _path = path;

    public static AddressFile Write(string dataDirectory, Uri address, string name = RunningWorker.AddressFile)
    {
        var path = Path.Combine(dataDirectory, name);
        File.WriteAllText(path, address.ToString());
        return new AddressFile(path);
    }

    public void Dispose() => File.Delete(_path);
}
