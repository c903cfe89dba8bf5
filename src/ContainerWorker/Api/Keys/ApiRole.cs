namespace PolyCloud.ContainerWorker.Api.Keys;

/// <summary>What a caller may do; each may also do what those before it may.</summary>
public enum ApiRole : byte
{
    /// <summary>Read.</summary>
    View,

    /// <summary>Halt, flatten, move bots, close positions, cancel orders, propose.</summary>
    Trade,

    /// <summary>Resume, re-arm, approve, read the audit trail.</summary>
    Admin,
}
