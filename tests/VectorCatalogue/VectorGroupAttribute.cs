namespace PolyCloud.VectorCatalogue;

/// <summary>Marks a test as the one that goes through a whole group of the official vectors.</summary>
/// <param name="group">As <see cref="VectorGroups"/> names it: <c>orders</c>, <c>rounding.limit</c>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class VectorGroupAttribute(string group) : Attribute
{
    public string Group { get; } = group;
}
