using System.Reflection;
using System.Text.Json;

namespace PolyCloud.VectorCatalogue;

/// <summary>The groups that the file of official vectors consists of, and those that a test assembly goes through.</summary>
internal static class VectorGroups
{
    /// <summary>Groups whose members are vectors of different kinds: each member is a group of its own.</summary>
    private static readonly string[] Collections = ["rounding", "fees", "relayer"];

    /// <summary>All groups of the file but its description; members that are a text only describe.</summary>
    public static IEnumerable<string> Of(JsonElement vectors) => vectors.EnumerateObject()
        .Where(static group => group.Name != "meta")
        .SelectMany(static group => Collections.Contains(group.Name)
            ? group.Value.EnumerateObject().Where(static member => member.Value.ValueKind != JsonValueKind.String).Select(member => $"{group.Name}.{member.Name}")
            : [group.Name]);

    /// <summary>The groups that an assembly's tests are marked with.</summary>
    public static IEnumerable<string> TestedIn(Assembly tests) => tests.GetTypes()
        .SelectMany(static type => type.GetMethods())
        .SelectMany(static method => method.GetCustomAttributes<VectorGroupAttribute>())
        .Select(static marked => marked.Group);
}
