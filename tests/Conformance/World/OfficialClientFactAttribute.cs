namespace PolyCloud.Conformance.World;

/// <summary>A test that needs the venue's official client; reported as skipped where node or the client's packages are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OfficialClientFactAttribute : FactAttribute
{
    public OfficialClientFactAttribute() => Skip = OfficialClient.WhyAbsent;
}
