namespace PolyCloud.Dashboard.Access;

/// <summary>What a person may do; each may also do what those before it may.</summary>
public enum DashboardRole : byte
{
    View,

    /// <summary>Halt, flatten, move bots, close positions, cancel orders, propose.</summary>
    Trade,

    /// <summary>Resume, re-arm, approve, reject.</summary>
    Admin,
}

/// <summary>Who looks at the pages.</summary>
/// <param name="Name">Of the key; written to the audit trail with every command.</param>
public sealed record DashboardCaller(string Name, DashboardRole Role)
{
    /// <summary>On loopback where no key is configured.</summary>
    public static DashboardCaller Local { get; } = new("local", DashboardRole.Admin);

    public bool May(DashboardRole role) => Role >= role;
}
