using System.ComponentModel;
using System.Runtime.InteropServices;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Durability;

/// <summary>Makes names durable: a created, renamed or deleted file survives a power loss only once its directory is synced.</summary>
internal static partial class DurableDirectory
{
    /// <summary>Creates the directory and those above it.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be created.</exception>
    public static void Create(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The directory {directory} cannot be created: {failure.Message}", failure);
        }
    }

    /// <summary>Syncs the directory's entries. Windows has no such call; NTFS journals names itself.</summary>
    /// <exception cref="StoreUnavailableException">The directory cannot be synced.</exception>
    public static void Sync(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(directory, flags: 0);
        if (descriptor < 0)
        {
            throw Failed(directory);
        }

        try
        {
            if (Synchronize(descriptor) != 0)
            {
                throw Failed(directory);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static StoreUnavailableException Failed(string directory)
    {
        var cause = new Win32Exception(Marshal.GetLastPInvokeError());
        return new StoreUnavailableException($"The directory {directory} cannot be synced: {cause.Message}", cause);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Synchronize(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
