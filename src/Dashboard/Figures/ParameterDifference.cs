using System.Collections;
using System.Reflection;

namespace PolyCloud.Dashboard.Figures;

/// <summary>One setting in which two sets differ.</summary>
public readonly record struct ParameterDifference(string Key, string Value, string Other)
{
    /// <summary>Walks two option records of one type; keys are paths below <paramref name="prefix"/>.</summary>
    public static IEnumerable<ParameterDifference> Between(object one, object other, string prefix)
    {
        foreach (var property in one.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.CanWrite))
        {
            var key = $"{prefix}.{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}";
            var (value, otherValue) = (property.GetValue(one), property.GetValue(other));
            if (value is not null && otherValue is not null && property.PropertyType.IsClass && property.PropertyType != typeof(string) && value is not IEnumerable)
            {
                foreach (var inner in Between(value, otherValue, key))
                {
                    yield return inner;
                }
            }
            else if (!Equals(value, otherValue) && value is (not IEnumerable) or string)
            {
                yield return new(key, Text(value), Text(otherValue));
            }
        }
    }

    private static string Text(object? value) => value?.ToString() ?? "";
}
