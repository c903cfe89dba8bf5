namespace PolyCloud.ContainerWorker.Control;

/// <summary>Members of enumerations by their name in any case; numbers and lists of names are no words.</summary>
internal static class Words
{
    public static bool TryRead<T>(string word, out T value)
        where T : struct, Enum
    {
        value = default;
        return Enum.GetNames<T>().FirstOrDefault(name => name.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } name && Enum.TryParse(name, out value);
    }
}
