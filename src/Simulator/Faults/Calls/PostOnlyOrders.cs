using System.Text.Json;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Faults.Calls;

/// <summary>Whether a placing call asks for nothing but post-only orders.</summary>
internal static class PostOnlyOrders
{
    public static bool All(VenueRequest request) => JsonInput.Read(request.Body.Span, root => root.ValueKind == JsonValueKind.Array
        ? root.EnumerateArray().All(entry => entry.Flag("postOnly", otherwise: false))
        : root.Flag("postOnly", otherwise: false));
}
