using System.Text;
using PolyCloud.Storage.Durability;
using PolyCloud.Storage.Memory;

namespace PolyCloud.Storage.Files;

/// <summary>Collects entries into one frame and appends it with one write. The buffer is kept for the next frame.</summary>
internal sealed class LogFrameWriter : IDisposable
{
    private readonly MemoryStream _frame = new();
    private readonly BinaryWriter _writer;

    public LogFrameWriter()
    {
        _writer = new BinaryWriter(_frame, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        Clear();
    }

    public int PayloadBytes => (int)_frame.Length - LogFormat.FrameHeaderBytes;

    public void Add(in PlannedChange change, long sequence) => LogEntry.Write(_writer, change, sequence);

    /// <summary>The note for other processes that the rows go to a new file.</summary>
    public void AddMoved() => _writer.Write(LogFormat.MovedPayload);

    /// <summary>Appends the frame, also an empty one, and clears it, also on failure.</summary>
    /// <exception cref="Tables.StoreUnavailableException">Nothing was appended.</exception>
    public void AppendTo(AppendOnlyFile file)
    {
        _writer.Flush();
        var frame = _frame.GetBuffer().AsSpan(0, (int)_frame.Length);
        LogFormat.WriteFrameHeader(frame, frame[LogFormat.FrameHeaderBytes..], file.Length);
        try
        {
            file.Append(frame);
        }
        finally
        {
            Clear();
        }
    }

    public void Dispose() => _writer.Dispose();

    private void Clear()
    {
        _frame.SetLength(LogFormat.FrameHeaderBytes);
        _frame.Position = LogFormat.FrameHeaderBytes;
    }
}
