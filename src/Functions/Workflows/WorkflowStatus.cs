namespace PolyCloud.Functions.Workflows;

/// <summary>What an instance shows of itself.</summary>
/// <param name="Text">The workflow's own words.</param>
/// <param name="DueMicros">When it goes on by itself, in microseconds of Unix time; 0 where it waits for something else.</param>
public sealed record WorkflowStatus(string Text, long DueMicros)
{
    /// <summary>Characters of the words; the port's limit.</summary>
    public const int TextMaximum = 4_000;
}
