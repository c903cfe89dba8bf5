using Microsoft.Win32.SafeHandles;
using PolyCloud.Storage.Tables;

namespace PolyCloud.Storage.Durability;

/// <summary>Writes all bytes at the offset or throws an <see cref="IOException"/>. A seam: tests make the disk full or broken here.</summary>
internal delegate void WriteBytes(SafeFileHandle handle, ReadOnlySpan<byte> bytes, long offset);

/// <summary>
/// A file that only grows. A failed append is taken back, so that the file can be used again when the disk has room;
/// after a failed sync nobody knows what the disk holds (the kernel may drop the pages), so the file is dead until it is opened anew.
/// Not safe for concurrent use.
/// </summary>
internal sealed class AppendOnlyFile : IDisposable
{
    public static readonly WriteBytes PlainWrite = static (handle, bytes, offset) => RandomAccess.Write(handle, bytes, offset);

    private readonly SafeFileHandle _handle;
    private readonly WriteBytes _write;
    private StoreUnavailableException? _dead;

    private AppendOnlyFile(string path, SafeFileHandle handle, long length, WriteBytes write)
    {
        Path = path;
        _handle = handle;
        _write = write;
        Length = length;
    }

    public string Path { get; }

    public long Length { get; private set; }

    /// <summary>Opens the file for reading and appending; <see cref="FileMode.Create"/> empties it first.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be opened.</exception>
    public static AppendOnlyFile Open(string path, FileMode mode, WriteBytes write)
    {
        try
        {
            var handle = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            return new AppendOnlyFile(path, handle, RandomAccess.GetLength(handle), write);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The file {path} cannot be opened: {failure.Message}", failure);
        }
    }

    /// <summary>The bytes that are there now, those another process appended included.</summary>
    public long LengthOnDisk => RandomAccess.GetLength(_handle);

    /// <summary>Takes what another process appended, up to this length, as part of the file.</summary>
    public void TakeIn(long length) => Length = length;

    /// <exception cref="StoreUnavailableException">Nothing was appended, or the file is dead.</exception>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        ThrowWhenDead();
        try
        {
            _write(_handle, bytes, Length);
            Length += bytes.Length;
        }
        catch (IOException failure)
        {
            TakeBack();
            throw new StoreUnavailableException($"The file {Path} cannot be written at offset {Length}: {failure.Message}", failure);
        }
    }

    /// <summary>Makes everything appended so far durable.</summary>
    /// <exception cref="StoreUnavailableException">It is not known what is durable; the file is dead.</exception>
    public void Sync()
    {
        ThrowWhenDead();
        try
        {
            RandomAccess.FlushToDisk(_handle);
        }
        catch (IOException failure)
        {
            _dead = new StoreUnavailableException($"The file {Path} cannot be synced: {failure.Message} Open it anew to go on.", failure);
            throw _dead;
        }
    }

    /// <summary>Cuts the file to a length it had.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be cut.</exception>
    public void CutTo(long length)
    {
        try
        {
            RandomAccess.SetLength(_handle, length);
            Length = length;
        }
        catch (IOException failure)
        {
            throw new StoreUnavailableException($"The file {Path} cannot be cut to {length} bytes: {failure.Message}", failure);
        }
    }

    /// <summary>Reads up to the buffer's length; fewer bytes only at the end of the file.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be read.</exception>
    public int Read(Span<byte> buffer, long offset)
    {
        try
        {
            var total = 0;
            int read;
            while (total < buffer.Length && (read = RandomAccess.Read(_handle, buffer[total..], offset + total)) > 0)
            {
                total += read;
            }

            return total;
        }
        catch (IOException failure)
        {
            throw new StoreUnavailableException($"The file {Path} cannot be read at offset {offset}: {failure.Message}", failure);
        }
    }

    /// <summary>Refuses every later append and sync with this reason.</summary>
    public void Condemn(StoreUnavailableException reason) => _dead ??= reason;

    public void Dispose() => _handle.Dispose();

    private void ThrowWhenDead()
    {
        if (_dead is not null)
        {
            throw new StoreUnavailableException(_dead.Message, _dead);
        }
    }

    private void TakeBack()
    {
        try
        {
            CutTo(Length);
        }
        catch (StoreUnavailableException failure)
        {
            _dead = failure;
        }
    }
}
