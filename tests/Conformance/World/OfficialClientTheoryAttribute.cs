namespace PolyCloud.Conformance.World;

/// <summary>As <see cref="OfficialClientFactAttribute"/>, for every row of its data.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OfficialClientTheoryAttribute : TheoryAttribute
{
    public OfficialClientTheoryAttribute() => Skip = OfficialClient.WhyAbsent;
}
