using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using PolyCloud.Engine.Values;

namespace PolyCloud.ContainerWorker.Settings;

/// <summary>
/// Sets properties of an options record tree from text: keys are camel-case paths (<c>engine.risk.maximumDailyLoss</c>), values
/// are plain decimals, whole numbers, true/false, or spans such as <c>250ms</c>, <c>15s</c>, <c>2m</c>.
/// </summary>
public static class SettingsBinder
{
    /// <summary>Environment variables of this prefix are settings: <c>POLYCLOUD__ENGINE__RISK__MAXIMUMDAILYLOSS=20</c>.</summary>
    public const string EnvironmentPrefix = "POLYCLOUD__";

    /// <summary>Applies <c>key=value</c> texts in order; what is wrong is added to <paramref name="errors"/> and changes nothing.</summary>
    public static void Apply(object root, IEnumerable<string> assignments, ICollection<string> errors)
    {
        foreach (var assignment in assignments)
        {
            var equals = assignment.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                errors.Add($"'{assignment}' is no setting; write key=value.");
                continue;
            }

            Assign(root, assignment[..equals].Trim(), assignment[(equals + 1)..].Trim(), errors);
        }
    }

    /// <summary>The assignments that environment variables make, in the order of their names.</summary>
    public static IEnumerable<string> FromEnvironment(IDictionary environment) => environment.Keys.Cast<string>()
        .Where(name => name.StartsWith(EnvironmentPrefix, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(name => $"{name[EnvironmentPrefix.Length..].Replace("__", ".", StringComparison.Ordinal)}={environment[name]}");

    /// <summary>Every key of the tree with its present value, in declaration order: the configuration reference.</summary>
    public static IEnumerable<(string Key, PropertyInfo Property, string Value)> Describe(object root, string prefix = "")
    {
        foreach (var property in Settable(root.GetType()))
        {
            var key = prefix + CamelCase(property.Name);
            var value = property.GetValue(root)!;
            if (IsGroup(property.PropertyType))
            {
                foreach (var inner in Describe(value, key + "."))
                {
                    yield return inner;
                }
            }
            else
            {
                yield return (key, property, Format(value));
            }
        }
    }

    private static void Assign(object root, string key, string text, ICollection<string> errors)
    {
        var owner = root;
        var parts = key.Split('.');
        for (var depth = 0; depth < parts.Length; depth++)
        {
            var property = Settable(owner.GetType()).FirstOrDefault(candidate => candidate.Name.Equals(parts[depth], StringComparison.OrdinalIgnoreCase));
            if (property is null || IsGroup(property.PropertyType) == (depth == parts.Length - 1))
            {
                errors.Add($"{key} is no setting.{Nearest(root, key)}");
                return;
            }

            if (depth < parts.Length - 1)
            {
                owner = property.GetValue(owner)!;
            }
            else if (TryParse(property.PropertyType, text, out var value))
            {
                property.SetValue(owner, value);
            }
            else
            {
                errors.Add($"{key} is '{text}'; {Expected(property.PropertyType)} (default {Format(property.GetValue(owner)!)}).");
            }
        }
    }

    private static IEnumerable<PropertyInfo> Settable(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && property.GetIndexParameters().Length == 0);

    private static bool IsGroup(Type type) => type.IsClass && type != typeof(string);

    private static bool TryParse(Type type, string text, out object? value)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        value = type switch
        {
            _ when type == typeof(bool) => bool.TryParse(text, out var flag) ? flag : null,
            _ when type == typeof(int) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole : null,
            _ when type == typeof(long) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var wide) ? wide : null,
            _ when type == typeof(double) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var real) && double.IsFinite(real) ? real : null,
            _ when type == typeof(Price) => Price.TryParse(utf8, out var price) ? price : null,
            _ when type == typeof(Size) => Size.TryParse(utf8, out var size) ? size : null,
            _ when type == typeof(Money) => Money.TryParse(utf8, out var money) ? money : null,
            _ when type == typeof(Duration) => TryParseSpan(text, out var span) ? span : null,
            _ when type == typeof(string) => text,
            _ => null,
        };
        return value is not null;
    }

    private static bool TryParseSpan(string text, out Duration span)
    {
        (string Suffix, long Micros)[] units = [("ms", 1_000), ("us", 1), ("s", 1_000_000), ("m", 60_000_000), ("h", 3_600_000_000)];
        foreach (var (suffix, micros) in units)
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal)
                && long.TryParse(text.AsSpan(0, text.Length - suffix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count <= long.MaxValue / micros)
            {
                span = new Duration(count * micros);
                return true;
            }
        }

        span = default;
        return false;
    }

    private static string Expected(Type type) => type switch
    {
        _ when type == typeof(bool) => "allowed is true or false",
        _ when type == typeof(Duration) => "allowed is a span such as 250ms, 15s or 2m",
        _ when type == typeof(Price) => "allowed is a price from 0 to 1 with at most 4 decimals",
        _ when type == typeof(Size) || type == typeof(Money) => "allowed is a decimal with at most 6 decimals",
        _ => "allowed is a number",
    };

    private static string Format(object value) => value is bool flag ? flag ? "true" : "false"
        : value is Duration span ? span.Micros % Timestamp.PerSecond == 0 ? span.Micros / Timestamp.PerSecond + "s" : span.Micros / Timestamp.PerMillisecond + "ms"
        : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string CamelCase(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string Nearest(object root, string key)
    {
        var last = key.Split('.')[^1];
        var near = Describe(root).Select(setting => setting.Key)
            .Where(known => known.Contains(last, StringComparison.OrdinalIgnoreCase))
            .Take(3)
            .ToList();
        return near.Count > 0 ? $" Did you mean {string.Join(" or ", near)}?" : " The keys are in docs/configuration.md.";
    }
}
