namespace PolyCloud.Polymarket.Clob.Json;

/// <summary>A record that one value of an answer is read into.</summary>
public interface ILooseReadable<TSelf>
    where TSelf : class, ILooseReadable<TSelf>
{
    /// <summary>The record; null where a field it cannot do without is missing or unreadable.</summary>
    static abstract TSelf? Read(LooseElement json);
}
