using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Durability;

/// <summary>
/// One writer at a time among the processes that share a directory, held for one commit. The operating system releases it when its
/// holder dies, however it dies.
/// </summary>
internal sealed partial class WriterLock : IDisposable
{
    private const string FileName = "lock.writer";
    private const int Exclusive = 2;
    private const int Unlock = 8;
    private const int InterruptedBySignal = 4;

    /// <summary>Two seconds in all: a commit takes milliseconds, a rewriting of the log some hundred.</summary>
    private const int OpeningsMaximum = 400;

    private static readonly TimeSpan OpeningPause = TimeSpan.FromMilliseconds(5);

    private readonly SafeFileHandle _handle;

    private WriterLock(SafeFileHandle handle) => _handle = handle;

    /// <exception cref="StoreUnavailableException">The lock file cannot be opened.</exception>
    public static WriterLock Open(string directory)
    {
        var path = Path.Combine(directory, FileName);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new WriterLock(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete));
            }
            catch (IOException) when (attempt < OpeningsMaximum)
            {
                // Opening asks for a shared lock and does not wait for it: another process is in the midst of a commit.
                Thread.Sleep(OpeningPause);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new StoreUnavailableException($"The lock file {path} cannot be opened: {failure.Message}", failure);
            }
        }
    }

    /// <summary>Waits until no other process writes. Their commits take milliseconds; one that is stopped in the midst of one is waited for.</summary>
    /// <exception cref="StoreUnavailableException">The file system knows no locks.</exception>
    public void Enter()
    {
        while (Lock(_handle, Exclusive) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != InterruptedBySignal)
            {
                throw new StoreUnavailableException($"The store cannot be locked for writing (error {error}).");
            }
        }
    }

    public void Exit() => _ = Lock(_handle, Unlock);

    public void Dispose() => _handle.Dispose();

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Lock(SafeFileHandle file, int operation);
}
