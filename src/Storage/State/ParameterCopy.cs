using PolyCloud.Engine.Parameters;
using PolyCloud.Storage.Journal.Format;

namespace PolyCloud.Storage.State;

/// <summary>A set of parameters that shares nothing with the one it is of.</summary>
public static class ParameterCopy
{
    public static StrategyParameters Of(StrategyParameters parameters) => ExactJson.Read<StrategyParameters>(ExactJson.Write(parameters));
}
