using System.Net;
using Microsoft.AspNetCore.Http;

namespace PolyCloud.Dashboard.Access;

/// <summary>
/// Keeps other web pages out: browsers tell which page a request comes from. Where no key is asked for, a name that is not loopback's
/// is refused as well, because a foreign name may be made to point here.
/// </summary>
internal static class SameSite
{
    /// <summary>Why a request is refused, or null.</summary>
    public static string? Problem(HttpRequest request, bool requiresKey)
    {
        if (!requiresKey && !IsLoopback(request.Host.Host))
        {
            return "Without API keys the pages are served under loopback's own names only.";
        }

        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0 && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)))
        {
            return "The request comes from another site.";
        }

        // A link from elsewhere may show a page; it may not make anything happen.
        return !HttpMethods.IsGet(request.Method) && request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none")
            ? "The request comes from another site."
            : null;
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
