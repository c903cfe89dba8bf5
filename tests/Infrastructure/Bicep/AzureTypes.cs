using System.Text.Json;
using PolyCloud.Infrastructure.Reading;

namespace PolyCloud.Infrastructure.Bicep;

/// <summary>
/// Declarations of resource types: keys (a mark at the end: required), kinds, and enumerations, against which resources are compared.
/// Those of the facts, and a few further ones that the facts do not describe, from Azure's template reference.
/// </summary>
internal sealed class AzureTypes
{
    /// <summary>What the template language itself adds to every resource.</summary>
    private static readonly string[] OfEveryResource = ["name", "parent", "scope", "dependsOn"];

    private readonly Dictionary<string, JsonElement> _types = new(StringComparer.Ordinal);

    public static AzureTypes Load()
    {
        var types = new AzureTypes();
        types.Take(File.ReadAllText(Path.Combine(Repository.Shared, "azure-types.json")));
        types.Take(FurtherTypes());
        return types;
    }

    /// <summary>The types that the facts do not describe.</summary>
    public static IReadOnlyCollection<string> Further { get; } = Keys(FurtherTypes());

    /// <summary>What is wrong with the resource, one text each.</summary>
    public IEnumerable<string> ProblemsOf(BicepResource resource)
    {
        if (!_types.TryGetValue(resource.Type, out var type))
        {
            return [$"{resource.Symbol}: there is no {resource.Type}"];
        }

        return resource.Existing
            ? resource.Body.Properties!.Where(static property => !OfEveryResource.Contains(property.Key)).Select(property => $"{resource.Symbol}: an existing one has no {property.Key}")
            : Problems(resource.Symbol, type, resource.Body, isResource: true);
    }

    private static IEnumerable<string> Problems(string at, JsonElement type, BicepValue value, bool isResource = false) => (type.ValueKind, value.Kind) switch
    {
        // What an expression gives is known at deployment only.
        (_, "expression") => [],
        (JsonValueKind.Object, "object") => ProblemsOfObject(at, type, value, isResource),
        (JsonValueKind.Array, "array") => value.Items!.SelectMany((item, index) => Problems($"{at}[{index}]", type[0], item)),
        (JsonValueKind.String, _) => ProblemOfScalar(at, type.GetString()!, value) is { } problem ? [problem] : [],
        _ => [$"{at}: is {value.Kind}, not {type.ValueKind}"],
    };

    private static IEnumerable<string> ProblemsOfObject(string at, JsonElement type, BicepValue value, bool isResource)
    {
        var keys = type.EnumerateObject().ToDictionary(static key => key.Name.TrimEnd('!'), static key => key, StringComparer.Ordinal);
        var any = keys.TryGetValue("*", out var other);
        foreach (var required in keys.Values.Where(static key => key.Name.EndsWith('!')))
        {
            if (value.At(required.Name.TrimEnd('!')) is null)
            {
                yield return $"{at}: {required.Name.TrimEnd('!')} is missing";
            }
        }

        foreach (var property in value.Properties!)
        {
            if (keys.TryGetValue(property.Key, out var known) || any)
            {
                foreach (var problem in Problems($"{at}.{property.Key}", keys.ContainsKey(property.Key) ? known.Value : other.Value, property.Value))
                {
                    yield return problem;
                }
            }
            else if (keys.Count > 0 && !(isResource && OfEveryResource.Contains(property.Key)))
            {
                yield return $"{at}: there is no {property.Key}";
            }
        }
    }

    private static string? ProblemOfScalar(string at, string type, BicepValue value)
    {
        if (type.StartsWith("enum:", StringComparison.Ordinal))
        {
            // The facts mark those that also take values unknown to them with a last 'string'; such values are refused here all the same.
            var choices = type["enum:".Length..].Split('|').Where(static choice => choice != "string");
            return value.Kind == "interpolated" || choices.Contains(value.Text) ? null : $"{at}: '{value.Text}' is none of {type}";
        }

        return type switch
        {
            // Deeper than the facts go.
            "any" or "..." or "{...}" or "[...]" => null,
            "bool" => value.Kind == "boolean" ? null : $"{at}: {value.Kind} is no bool",
            "int" => value.Kind == "number" ? null : $"{at}: {value.Kind} is no int",
            "string" => value.Kind is "string" or "interpolated" ? null : $"{at}: {value.Kind} is no string",

            // A constant.
            _ => value.Kind == "string" && value.Text == type ? null : $"{at}: '{value.Text}' is not '{type}'",
        };
    }

    private void Take(string json)
    {
        foreach (var type in JsonDocument.Parse(json).RootElement.EnumerateObject())
        {
            _types.Add(type.Name, type.Value);
        }
    }

    private static string FurtherTypes()
    {
        using var stream = typeof(AzureTypes).Assembly.GetManifestResourceStream("PolyCloud.Infrastructure.Bicep.further-types.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static List<string> Keys(string json) => [.. JsonDocument.Parse(json).RootElement.EnumerateObject().Select(static type => type.Name)];
}
