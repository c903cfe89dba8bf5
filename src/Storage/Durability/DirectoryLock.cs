using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Durability;

/// <summary>
/// One process at a time in a directory, or several that all said they share it. The operating system releases the lock when its holder dies, however it dies.
/// The holder's name stands in a second file, because the locked one cannot be read by others.
/// </summary>
internal sealed class DirectoryLock : IDisposable
{
    private const string LockName = "lock";
    private const string HolderName = "lock.holder";

    private readonly FileStream _locked;

    private DirectoryLock(FileStream locked) => _locked = locked;

    /// <exception cref="StoreUnavailableException">Another process holds it (named with its path), or the file cannot be opened.</exception>
    public static DirectoryLock Take(string directory)
    {
        var path = Path.Combine(directory, LockName);
        var holder = Path.Combine(directory, HolderName);
        FileStream? locked = null;
        try
        {
            locked = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            File.WriteAllText(holder, $"process {Environment.ProcessId} ({Environment.ProcessPath ?? "unknown program"})");
            return new DirectoryLock(locked);
        }
        catch (IOException failure) when (locked is null && File.Exists(path))
        {
            throw new StoreUnavailableException(
                $"The directory {directory} is in use by {Describe(holder)}; one process at a time may hold {path}.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            locked?.Dispose();
            throw new StoreUnavailableException($"The lock file {path} cannot be opened: {failure.Message}", failure);
        }
    }

    /// <summary>Holds the directory together with others that share it.</summary>
    /// <exception cref="StoreUnavailableException">A process that does not share holds it (named with its path), or the file cannot be opened.</exception>
    public static DirectoryLock Share(string directory)
    {
        var path = Path.Combine(directory, LockName);
        try
        {
            return new DirectoryLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read, bufferSize: 0));
        }
        catch (IOException failure) when (File.Exists(path))
        {
            throw new StoreUnavailableException(
                $"The directory {directory} is in use by {Describe(Path.Combine(directory, HolderName))}, which does not share {path}.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The lock file {path} cannot be opened: {failure.Message}", failure);
        }
    }

    public void Dispose() => _locked.Dispose();

    private static string Describe(string holder)
    {
        try
        {
            return File.ReadAllText(holder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "an unknown process";
        }
    }
}
