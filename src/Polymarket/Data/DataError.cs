using PolyCloud.Polymarket.Clob.Json;

namespace PolyCloud.Polymarket.Data;

/// <summary>A refusal of the Data API.</summary>
/// <param name="Parameter">The parameter at fault, or empty.</param>
public sealed record DataError(string Text, string Code, bool IsRetryable, string TraceId, string Parameter) : ILooseReadable<DataError>
{
    public static DataError? Read(LooseElement json) => json["error"].IsThere
        ? new(json["error"].Text, json["code"].Text, json["retryable"].Flag, json["trace_id"].Text, json["parameter"].Text)
        : null;
}
