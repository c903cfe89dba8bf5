namespace PolyCloud.ContainerWorker.Doctor;

/// <summary>How grave a finding is; also the exit code of <c>polycloud doctor</c>.</summary>
public enum DoctorLevel : byte
{
    Ok,

    /// <summary>Trading can work; a person should know.</summary>
    Warning,

    /// <summary>Trading cannot work, or not safely.</summary>
    Error,
}

/// <summary>What one check found. Never holds a secret.</summary>
/// <param name="Says">What is.</param>
/// <param name="Advice">What to do; empty where nothing is to be done.</param>
public sealed record DoctorFinding(DoctorLevel Level, string Says, string Advice)
{
    public static DoctorFinding Ok(string says) => new(DoctorLevel.Ok, says, "");

    public static DoctorFinding Warning(string says, string advice) => new(DoctorLevel.Warning, says, advice);

    public static DoctorFinding Error(string says, string advice) => new(DoctorLevel.Error, says, advice);

    /// <summary>It depends on something that an earlier line complains about.</summary>
    public static DoctorFinding NotChecked(string because) => new(DoctorLevel.Warning, "not checked: " + because, "Mend that first.");
}

/// <summary>One thing to be checked.</summary>
/// <param name="Name">For people and for <c>--json</c>: lower-case words.</param>
public sealed record DoctorCheck(string Name, Func<CancellationToken, Task<DoctorFinding>> RunAsync);
