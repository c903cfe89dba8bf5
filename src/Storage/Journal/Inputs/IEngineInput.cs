using System.Text.Json;
using PolyCloud.Engine;
using PolyCloud.Engine.Effects;
using PolyCloud.Engine.Values;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.Journal.Inputs;

/// <summary>
/// One call of the engine as a value: it can be written, read again and carried out. The live engine is stepped through the very
/// same <see cref="Apply"/> as a replayed one. A new method of the engine needs one more of these; a test says so.
/// </summary>
public interface IEngineInput<TSelf>
    where TSelf : IEngineInput<TSelf>, allows ref struct
{
    static abstract InputKind Kind { get; }

    /// <summary>Version of the layout; <see cref="Read"/> reads this one only.</summary>
    static abstract byte Version { get; }

    /// <summary>Name of the engine's method.</summary>
    static abstract string Method { get; }

    /// <exception cref="JournalUnreadableException">The bytes are none of this layout.</exception>
    static abstract TSelf Read(scoped ref PayloadReader reader);

    void Write(ref PayloadWriter writer);

    /// <returns>What the method returned: the slot of a market or the number of a reason, else 0.</returns>
    int Apply(Timestamp now, TradingEngine engine, EffectBuffer effects);

    /// <summary>The fields for people, into an object that is open.</summary>
    void Describe(Utf8JsonWriter json);
}
