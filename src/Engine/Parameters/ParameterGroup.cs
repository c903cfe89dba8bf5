using PolyCloud.Engine.Markets;

namespace PolyCloud.Engine.Parameters;

/// <summary>Half of the markets each, for comparing two parameter sets.</summary>
public enum ParameterGroup : byte
{
    A,
    B,
}

/// <summary>Sorts markets into groups by a hash of their condition, so that nobody chooses and every process chooses alike.</summary>
public static class ParameterGroups
{
    /// <summary>The lowest bit of the FNV-1a hash (Fowler, Noll, Vo; 64 bits) of the condition id, folded so that every bit has a say.</summary>
    public static ParameterGroup Of(MarketSpec spec)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var character in spec.ConditionId)
        {
            hash = unchecked((hash ^ char.ToLowerInvariant(character)) * 1_099_511_628_211UL);
        }

        hash ^= hash >> 32;
        hash ^= hash >> 16;
        hash ^= hash >> 8;
        hash ^= hash >> 4;
        hash ^= hash >> 2;
        hash ^= hash >> 1;
        return (hash & 1) == 0 ? ParameterGroup.A : ParameterGroup.B;
    }
}
