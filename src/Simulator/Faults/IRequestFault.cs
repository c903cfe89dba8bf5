using PolyCloud.Engine.Values;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Faults;

/// <summary>A fault that meets requests before the venue looks at them.</summary>
internal interface IRequestFault
{
    RequestFate Meet(Timestamp now, VenueRequest request);
}

/// <summary>What a fault makes of a request.</summary>
/// <param name="IsLost">It is neither carried out nor answered.</param>
/// <param name="Answer">Given instead of the venue's own; null lets the request pass.</param>
internal readonly record struct RequestFate(bool IsLost, VenueResponse? Answer)
{
    public static RequestFate Passes => default;

    public static RequestFate Lost => new(true, null);

    public static RequestFate Answered(VenueResponse answer) => new(false, answer);
}
