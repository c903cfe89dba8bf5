using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PolyCloud.Storage.Journal.Format;
using PolyCloud.Storage.Journal.Frames;
using PolyCloud.Storage.Journal.Steps;

namespace PolyCloud.Storage.Journal.Reading;

/// <summary>A run as lines of JSON, one for each record.</summary>
public static class JournalExport
{
    /// <summary>Writes every whole record; returns what was wrong on the way.</summary>
    /// <exception cref="IOException">The stream or a file of the journal fails.</exception>
    public static IReadOnlyList<JournalFault> Write(JournalRun run, Stream lines)
    {
        var faults = new List<JournalFault>();
        var room = new DecodeRoom();
        var line = new ArrayBufferWriter<byte>(4096);
        using var json = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        using var reader = new JournalReader(run);
        while (reader.TryRead(out var entry))
        {
            line.ResetWrittenCount();
            json.Reset();
            try
            {
                WriteLine(json, run.Name, entry, room);
            }
            catch (JournalUnreadableException problem)
            {
                faults.Add(new JournalFault(JournalFaultKind.RecordUnreadable, run.Name, 0, entry.Number, problem.Message));
                continue;
            }

            json.Flush();
            line.Write("\n"u8);
            lines.Write(line.WrittenSpan);
        }

        lines.Flush();
        faults.AddRange(reader.Faults);
        return faults;
    }

    private static void WriteLine(Utf8JsonWriter json, string run, in JournalEntry entry, DecodeRoom room)
    {
        if (entry.Kind == JournalRecordKind.Frames)
        {
            WriteBlock(json, run, entry, room);
        }
        else
        {
            StepJson.Write(json, run, entry.Number, StepRecord.Read(entry.Payload, room), room);
        }
    }

    private static void WriteBlock(Utf8JsonWriter json, string run, in JournalEntry entry, DecodeRoom room)
    {
        json.WriteStartObject();
        json.WriteString("run", run);
        json.WriteNumber("record", entry.Number);
        json.WriteStartArray("frames");
        foreach (var frame in FrameBlock.Read(entry.Payload, room))
        {
            json.WriteStartObject();
            json.WriteNumber("receivedMicros", frame.Received.Micros);
            json.WriteString("event", frame.Event.ToString());
            json.WriteString("stream", frame.Stream);
            if (!frame.Bytes.IsEmpty)
            {
                json.WriteString("text", Encoding.UTF8.GetString(frame.Bytes.Span));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
