using System.Text.Json;

namespace PolyCloud.Infrastructure.Reading;

/// <summary>What one Bicep file declares.</summary>
public sealed record BicepFile(
    string Path,
    IReadOnlyList<string> Errors,
    IReadOnlyList<string> Calls,
    IReadOnlyList<BicepResource> Resources,
    IReadOnlyList<BicepModule> Modules,
    IReadOnlyList<BicepParameter> Parameters,
    IReadOnlyList<BicepVariable> Variables)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly Lazy<IReadOnlyList<BicepFile>> Read = new(static () =>
    {
        var files = Directory.GetFiles(Repository.Of("infra", "bicep"), "*.bicep", SearchOption.AllDirectories);
        Array.Sort(files, StringComparer.Ordinal);
        return JsonSerializer.Deserialize<List<BicepFile>>(NodeTool.Run("parse.mjs", files), Json)!;
    });

    /// <summary>Every file under infra/bicep.</summary>
    public static IReadOnlyList<BicepFile> All => Read.Value;

    public string Name => System.IO.Path.GetFileName(Path);

    public string Text => File.ReadAllText(Path);

    public static BicepFile Named(string name) => All.Single(file => file.Name == name);
}

/// <param name="Type">With its API version: <c>Microsoft.Web/sites@2024-11-01</c>.</param>
/// <param name="Existing">It is referred to, not deployed.</param>
public sealed record BicepResource(string Symbol, string Type, bool Existing, BicepValue Body);

public sealed record BicepModule(string Symbol, string Path, BicepValue Body);

/// <param name="Allowed">The values it may have; null where it may have any.</param>
public sealed record BicepParameter(string Name, IReadOnlyList<string>? Allowed);

public sealed record BicepVariable(string Name, BicepValue Value);

public sealed record BicepProperty(string Key, BicepValue Value);

/// <param name="Kind"><c>object</c>, <c>array</c>, <c>string</c>, <c>interpolated</c>, <c>number</c>, <c>boolean</c>, or <c>expression</c>.</param>
public sealed record BicepValue(string Kind, string? Text, IReadOnlyList<BicepProperty>? Properties, IReadOnlyList<BicepValue>? Items)
{
    /// <summary>What stands at a path of keys; null where nothing does.</summary>
    public BicepValue? At(params string[] keys) =>
        keys.Aggregate<string, BicepValue?>(this, static (value, key) => value?.Properties?.FirstOrDefault(property => property.Key == key)?.Value);
}
