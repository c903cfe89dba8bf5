namespace PolyCloud.Research.Importing.Reading;

/// <summary>A recording cannot be read: names the file, the line (from 1) and the field.</summary>
public sealed class RecordingFormatException(string file, long line, string field, string problem)
    : FormatException($"{file}, line {line}, field '{field}': {problem}")
{
    public string File { get; } = file;

    /// <summary>From 1; 0 where it is the file as a whole.</summary>
    public long Line { get; } = line;

    public string Field { get; } = field;

    /// <summary>The record says what was said already: nothing is lost by leaving it out.</summary>
    public bool IsRepetition { get; init; }
}
