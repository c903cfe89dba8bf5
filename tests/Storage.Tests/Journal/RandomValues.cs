using System.Reflection;
using PolyCloud.Engine.Values;

namespace PolyCloud.Storage.Tests.Journal;

/// <summary>
/// Values of any of the engine's types, every field of them set at random, so that a field that is added to a type and not
/// written to the journal is noticed.
/// </summary>
public sealed class RandomValues(int seed)
{
    private readonly Random _random = new(seed);

    public object Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return Of(inner);
        }

        if (type.IsGenericType && type.IsInterface)
        {
            var list = Array.CreateInstance(type.GetGenericArguments()[0], 1);
            list.SetValue(Of(type.GetGenericArguments()[0]), 0);
            return list;
        }

        if (type.IsEnum)
        {
            // Never the first: it is what a forgotten field reads as.
            var values = Enum.GetValues(type);
            return values.GetValue(_random.Next(1, values.Length))!;
        }

        return type switch
        {
            _ when type == typeof(bool) => true,
            _ when type == typeof(double) => _random.NextDouble(),
            _ when type == typeof(int) => _random.Next(1, 250),
            _ when type == typeof(long) => _random.NextInt64(1, long.MaxValue),
            _ when type == typeof(Int128) => (Int128)_random.NextInt64() * _random.NextInt64(),
            _ when type == typeof(string) => "text" + _random.Next(),
            _ when type == typeof(Guid) => new Guid(_random.Next(), 1, 2, new byte[8]),
            _ when type == typeof(Price) => new Price(_random.Next(1, 10_000)),
            _ when type == typeof(TickSize) => new TickSize(10),
            _ => Composite(type),
        };
    }

    private object Composite(Type type)
    {
        var constructor = type.GetConstructors().Where(candidate => candidate.GetParameters() is not [{ } only] || only.ParameterType != type)
            .OrderByDescending(candidate => candidate.GetParameters().Length).FirstOrDefault();
        var made = constructor is null
            ? Activator.CreateInstance(type)!
            : constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType))]);
        foreach (var field in type.GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            field.SetValue(made, Of(field.FieldType));
        }

        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
        {
            property.SetValue(made, Of(property.PropertyType));
        }

        return made;
    }
}
