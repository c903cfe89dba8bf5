using Microsoft.Win32.SafeHandles;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Reading;

/// <summary>Reads one segment from front to end through a window of bounded size; the file is not changed.</summary>
internal sealed class SegmentWindow : IDisposable
{
    /// <summary>More than the largest frame, and large enough that reading costs little.</summary>
    private const int WindowBytes = JournalFrame.PayloadBytesMaximum + (1024 * 1024);

    private readonly byte[] _bytes = new byte[WindowBytes];
    private SafeFileHandle? _handle;
    private int _from;
    private int _to;

    /// <summary>Place of the window's front in the file.</summary>
    public long Offset { get; private set; }

    public bool IsOpen => _handle is not null;

    /// <summary>All that is left of the file where less than a frame of the largest size is left; else at least that much.</summary>
    public ReadOnlySpan<byte> Front
    {
        get
        {
            if (_to - _from < JournalFrame.HeaderBytes + JournalFrame.PayloadBytesMaximum)
            {
                Fill();
            }

            return _bytes.AsSpan(_from, _to - _from);
        }
    }

    public void Open(string path, long offset)
    {
        Close();
        _handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
        Offset = offset;
        (_from, _to) = (0, 0);
    }

    /// <summary>A frame's bytes where it is wholly in the window already, without looking at the file.</summary>
    public ReadOnlySpan<byte> Ready => _bytes.AsSpan(_from, _to - _from);

    public void Advance(int bytes)
    {
        _from += bytes;
        Offset += bytes;
    }

    public void Close()
    {
        _handle?.Dispose();
        _handle = null;
    }

    public void Dispose() => Close();

    private void Fill()
    {
        _bytes.AsSpan(_from, _to - _from).CopyTo(_bytes);
        (_from, _to) = (0, _to - _from);
        int read;
        while (_to < _bytes.Length && (read = RandomAccess.Read(_handle!, _bytes.AsSpan(_to), Offset + _to)) > 0)
        {
            _to += read;
        }
    }
}
